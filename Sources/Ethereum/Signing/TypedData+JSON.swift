import JSON

extension TypedData {
  /// Reads the object that `eth_signTypedData_v4` takes: `types`, `primaryType`, `domain` and
  /// `message`. With a definition of `EIP712Domain` among the types, the domain must have exactly
  /// its members; without, the domain's own members decide.
  /// - Throws: `TypedDataError`.
  public init(_ node: JSONNode) throws(TypedDataError) {
    guard let types = node["types"] else { throw .malformed("types") }
    guard let primaryType = node["primaryType"]?.text else { throw .malformed("primaryType") }
    guard let domain = node["domain"] else { throw .malformed("domain") }
    guard let message = node["message"] else { throw .malformed("message") }
    let schema = try TypedDataSchema(types)
    try self.init(
      domainSeparator: Self.separator(of: domain, schema), schema: schema,
      primaryType: primaryType, message: schema.value(message, of: primaryType))
  }

  /// The separator of a domain in JSON.
  /// - Throws: `TypedDataError`.
  public static func separator(
    of domain: JSONNode, _ schema: TypedDataSchema
  ) throws(TypedDataError) -> Hash32 {
    let name = "EIP712Domain"
    if schema[name] != nil { return try schema.hashStruct(name, schema.value(domain, of: name)) }
    guard let members = domain.members else { throw .malformed("domain") }
    let known = [
      ("name", "string"), ("version", "string"), ("chainId", "uint256"),
      ("verifyingContract", "address"), ("salt", "bytes32"),
    ]
    for member in members where !known.contains(where: { $0.0 == member.name }) {
      throw .unexpectedMember(member.name)
    }
    let present = members.filter { $0.value != .null }
    let fields = known.compactMap { field in
      present.contains { $0.name == field.0 }
        ? TypedDataField(name: field.0, type: field.1) : nil
    }
    let own = try TypedDataSchema([TypedDataStruct(name: name, fields: fields)])
    return try own.hashStruct(name, own.value(.object(present), of: name))
  }
}
