/// A message to be signed under EIP-712.
public struct TypedData: Hashable, Sendable {
  /// The definitions of the message's structures.
  public let schema: TypedDataSchema
  /// The name of the message's structure.
  public let primaryType: String
  /// The hash of the domain.
  public let domainSeparator: Hash32
  /// The message: a tuple of the primary structure's members in order.
  public let message: ABIValue

  /// A message under a domain made of its present fields.
  public init(
    domain: TypedDataDomain, schema: TypedDataSchema, primaryType: String, message: ABIValue
  ) {
    self.init(
      domainSeparator: domain.separator, schema: schema, primaryType: primaryType,
      message: message)
  }

  /// A message under a domain separator read from the contract.
  public init(
    domainSeparator: Hash32, schema: TypedDataSchema, primaryType: String, message: ABIValue
  ) {
    self.schema = schema
    self.primaryType = primaryType
    self.domainSeparator = domainSeparator
    self.message = message
  }

  /// EIP-712's `hashStruct` of the message.
  /// - Throws: `TypedDataError`.
  public func structHash() throws(TypedDataError) -> Hash32 {
    try schema.hashStruct(primaryType, message)
  }

  /// The digest to sign: keccak(0x1901 ‖ domain separator ‖ struct hash).
  /// - Throws: `TypedDataError`.
  public func digest() throws(TypedDataError) -> Hash32 {
    // A message that is the domain itself has no struct hash of its own (EIP-712 implementations
    // agree on this since eth-sig-util 4).
    if primaryType == "EIP712Domain" {
      return Keccak256.hash([0x19, 0x01] + domainSeparator.bytes)
    }
    return Keccak256.hash([0x19, 0x01] + domainSeparator.bytes + (try structHash()).bytes)
  }
}
