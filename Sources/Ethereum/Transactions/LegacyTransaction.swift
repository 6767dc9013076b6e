import FixedPoint

/// A transaction of type 0, with replay protection (EIP-155) when it has a chain id.
public struct LegacyTransaction: Hashable, Sendable {
  /// The chain; nil for a signature valid on every chain, which nodes refuse nowadays.
  public var chainID: UInt64?
  /// The sender's transaction count.
  public var nonce: UInt64
  /// Wei a unit of gas.
  public var gasPrice: UInt256
  /// The most gas it may use.
  public var gasLimit: UInt64
  /// The called account; nil to create a contract.
  public var to: Address?
  /// Wei sent along.
  public var value: UInt256
  /// Calldata, or init code.
  public var data: [UInt8]

  /// A legacy transaction.
  public init(
    chainID: UInt64?, nonce: UInt64, gasPrice: UInt256, gasLimit: UInt64, to: Address?,
    value: UInt256, data: [UInt8]
  ) {
    self.chainID = chainID
    self.nonce = nonce
    self.gasPrice = gasPrice
    self.gasLimit = gasLimit
    self.to = to
    self.value = value
    self.data = data
  }

  private func appendFields(to writer: inout RLPWriter) {
    writer.append(nonce)
    writer.append(gasPrice)
    writer.append(gasLimit)
    writer.append(to)
    writer.append(value)
    writer.append(data)
  }

  /// The transaction's bytes: what is hashed for signing without a signature, the raw transaction
  /// with one.
  func encoded(_ signature: Signature?) -> [UInt8] {
    var writer = RLPWriter(capacity: 512)
    let start = writer.beginList()
    appendFields(to: &writer)
    if let signature {
      writer.append(Self.v(chainID: chainID, yParity: signature.yParity))
      writer.append(signature.r)
      writer.append(signature.s)
    } else if let chainID {
      writer.append(chainID)
      writer.append(UInt64(0))
      writer.append(UInt64(0))
    }
    writer.endList(start)
    return writer.bytes
  }

  /// The v of a signature: 27 or 28, with a chain id 35 + 2 × chain id + parity (EIP-155).
  public static func v(chainID: UInt64?, yParity: Bool) -> UInt256 {
    let parity: UInt128 = yParity ? 1 : 0
    guard let chainID else { return UInt256(27 + parity) }
    return UInt256(35 + 2 * UInt128(chainID) + parity)
  }

  /// What a v says; nil when it says nothing.
  static func split(v: UInt256) -> (chainID: UInt64?, yParity: Bool)? {
    if v == 27 || v == 28 { return (nil, v == 28) }
    guard v >= 35, let number = UInt128(exactly: v),
      let chainID = UInt64(exactly: (number - 35) / 2)
    else { return nil }
    return (chainID, number.isMultiple(of: 2))
  }

  /// Reads a raw transaction, or with `signed` false its unsigned form.
  static func decode(
    _ bytes: [UInt8], signed: Bool
  ) throws(TransactionError) -> (transaction: Self, signature: Signature?) {
    let (fields, numbers): (LegacyTransaction, [UInt256])
    do throws(RLPError) {
      (fields, numbers) = try decodeList(bytes, signed: signed)
    } catch {
      throw .encoding(error)
    }
    guard numbers.count == 3 else { return (fields, nil) }
    guard let parts = split(v: numbers[0]) else { throw .invalidV }
    var transaction = fields
    transaction.chainID = parts.chainID
    return (transaction, Signature(r: numbers[1], s: numbers[2], yParity: parts.yParity))
  }

  /// Reads the fields, and v, r and s of a signed transaction.
  private static func decodeList(
    _ bytes: [UInt8], signed: Bool
  ) throws(RLPError) -> (LegacyTransaction, [UInt256]) {
    var outer = RLPReader(bytes)
    var reader = try outer.readList()
    try outer.finish()
    var transaction = try LegacyTransaction(fields: &reader)
    var numbers: [UInt256] = []
    if signed {
      for _ in 0..<3 { numbers.append(try reader.readUInt256()) }
    } else if !reader.isAtEnd {
      transaction.chainID = try reader.readReplayProtection()
    }
    try reader.finish()
    return (transaction, numbers)
  }

  private init(fields reader: inout RLPReader) throws(RLPError) {
    self.init(
      chainID: nil, nonce: try reader.readUInt64(), gasPrice: try reader.readUInt256(),
      gasLimit: try reader.readUInt64(), to: try reader.readOptionalAddress(),
      value: try reader.readUInt256(), data: try reader.readBytes())
  }
}

extension RLPReader {
  /// Reads the chain id and the two zeros behind an unsigned transaction's fields (EIP-155).
  fileprivate mutating func readReplayProtection() throws(RLPError) -> UInt64 {
    let chainID = try readUInt64()
    guard try readString().isEmpty, try readString().isEmpty else { throw .wrongLength }
    return chainID
  }
}
