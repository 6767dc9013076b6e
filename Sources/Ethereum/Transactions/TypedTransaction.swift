/// What the typed envelopes (EIP-2718) have in common: a type byte and a list of fields, behind
/// which the signature stands.
protocol TypedTransaction: Hashable, Sendable {
  static var typeByte: UInt8 { get }
  func appendFields(to writer: inout RLPWriter)
  init(fields reader: inout RLPReader) throws(RLPError)
}

extension TypedTransaction {
  /// The transaction's bytes: what is hashed for signing without a signature, the raw transaction
  /// with one.
  func encoded(_ signature: Signature?) -> [UInt8] {
    var writer = RLPWriter(prefix: [Self.typeByte], capacity: 512)
    let start = writer.beginList()
    appendFields(to: &writer)
    if let signature { writer.append(signature) }
    writer.endList(start)
    return writer.bytes
  }

  /// Signs, writing the fields only once: the signed form is the same fields under another header
  /// with the signature behind them. Both headers go into the room left before the fields.
  func signed<Failure: Error>(
    _ sign: (Hash32) throws(Failure) -> Signature
  ) throws(Failure) -> (rawBytes: [UInt8], signature: Signature) {
    let room = RLPWriter.longestHeader + 1
    var writer = RLPWriter(prefix: [UInt8](repeating: 0, count: room), capacity: 512)
    appendFields(to: &writer)
    let unsigned = writer.putHeader(before: room, type: Self.typeByte)
    let digest = Keccak256.hash(writer.bytes.span.extracting(unsigned...))
    let signature = try sign(digest)
    writer.append(signature)
    let start = writer.putHeader(before: room, type: Self.typeByte)
    return (Array(writer.bytes[start...]), signature)
  }

  /// Reads the fields behind the type byte, and a signature if `signed`.
  static func decode(
    _ bytes: [UInt8], signed: Bool
  ) throws(RLPError) -> (transaction: Self, signature: Signature?) {
    var outer = RLPReader(bytes, from: 1)
    var reader = try outer.readList()
    try outer.finish()
    let transaction = try Self(fields: &reader)
    let signature = signed ? try reader.readSignature() : nil
    try reader.finish()
    return (transaction, signature)
  }
}

extension RLPWriter {
  /// Appends y parity, r and s.
  mutating func append(_ signature: Signature) {
    append(UInt64(signature.yParity ? 1 : 0))
    append(signature.r)
    append(signature.s)
  }
}

extension RLPReader {
  /// Reads y parity (0 or 1), r and s.
  mutating func readSignature() throws(RLPError) -> Signature {
    let parity = try readUInt64()
    guard parity < 2 else { throw .integerTooLarge }
    return Signature(r: try readUInt256(), s: try readUInt256(), yParity: parity == 1)
  }
}
