import FixedPoint

/// An authorisation with its account's signature (EIP-7702).
public struct SignedAuthorization: Hashable, Sendable {
  /// What is allowed.
  public let authorization: Authorization
  /// The y parity as the list carries it: one byte, of which only 0 and 1 can be valid. The chain
  /// skips an invalid authorisation instead of refusing the transaction.
  public let yParity: UInt8
  /// The signature's r.
  public let r: UInt256
  /// The signature's s.
  public let s: UInt256

  /// An authorisation and its signature.
  public init(authorization: Authorization, signature: Signature) {
    self.authorization = authorization
    yParity = signature.yParity ? 1 : 0
    r = signature.r
    s = signature.s
  }

  /// The signature; nil when its parity is neither 0 nor 1.
  public var signature: Signature? {
    yParity < 2 ? Signature(r: r, s: s, yParity: yParity == 1) : nil
  }

  init(fields reader: inout RLPReader) throws(RLPError) {
    authorization = Authorization(
      chainID: try reader.readUInt256(), address: try reader.readAddress(),
      nonce: try reader.readUInt64())
    guard let parity = UInt8(exactly: try reader.readUInt64()) else { throw .integerTooLarge }
    yParity = parity
    r = try reader.readUInt256()
    s = try reader.readUInt256()
  }
}

extension RLPWriter {
  mutating func append(_ authorizations: [SignedAuthorization]) {
    let start = beginList()
    for signed in authorizations {
      let entryStart = beginList()
      append(signed.authorization)
      append(UInt64(signed.yParity))
      append(signed.r)
      append(signed.s)
      endList(entryStart)
    }
    endList(start)
  }

  mutating func append(_ hashes: [Hash32]) {
    let start = beginList()
    for hash in hashes { append(hash) }
    endList(start)
  }
}

extension RLPReader {
  mutating func readAuthorizations() throws(RLPError) -> [SignedAuthorization] {
    var list = try readList()
    var authorizations: [SignedAuthorization] = []
    while !list.isAtEnd {
      var fields = try list.readList()
      authorizations.append(try SignedAuthorization(fields: &fields))
      try fields.finish()
    }
    return authorizations
  }
}
