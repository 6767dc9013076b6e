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
  /// with the signature behind them.
  func signed<Failure: Error>(
    _ sign: (Hash32) throws(Failure) -> Signature
  ) throws(Failure) -> (rawBytes: [UInt8], signature: Signature) {
    var fields = RLPWriter(capacity: 512)
    appendFields(to: &fields)
    var header = RLPWriter(capacity: 16)
    header.append(UInt64(Self.typeByte))
    header.appendListHeader(length: fields.bytes.count)
    var keccak = Keccak256()
    keccak.update(header.bytes.span)
    keccak.update(fields.bytes.span)
    let signature = try sign(keccak.finalize())
    var tail = RLPWriter(capacity: 80)
    tail.append(signature)
    let length = fields.bytes.count + tail.bytes.count
    var raw = RLPWriter(capacity: length + 16)
    raw.append(UInt64(Self.typeByte))
    raw.appendListHeader(length: length)
    raw.append(encoded: fields.bytes)
    raw.append(encoded: tail.bytes)
    return (raw.bytes, signature)
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
