import FixedPoint

/// Leave for an account to run a delegate's code (EIP-7702).
public struct Authorization: Hashable, Sendable {
  /// The chain; zero would hold on every chain.
  public var chainID: UInt256
  /// The delegate; the zero address clears the delegation.
  public var address: Address
  /// The account's nonce when the authorisation is applied: for an account that also sends the
  /// transaction, one above the transaction's.
  public var nonce: UInt64

  /// An authorisation.
  public init(chainID: UInt256, address: Address, nonce: UInt64) {
    self.chainID = chainID
    self.address = address
    self.nonce = nonce
  }

  /// The digest to sign: keccak(0x05 ‖ rlp([chain id, address, nonce])).
  public var signingHash: Hash32 {
    var writer = RLPWriter(prefix: [0x05], capacity: 64)
    let start = writer.beginList()
    writer.append(self)
    writer.endList(start)
    return Keccak256.hash(writer.bytes)
  }

  /// The code that an account with this delegation has: 0xef0100 and the delegate's address.
  public var delegationCode: [UInt8] { [0xef, 0x01, 0x00] + address.bytes }
}

extension RLPWriter {
  mutating func append(_ authorization: Authorization) {
    append(authorization.chainID)
    append(authorization.address)
    append(authorization.nonce)
  }
}
