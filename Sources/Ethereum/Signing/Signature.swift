import FixedPoint

/// A recoverable secp256k1 signature. Making and checking one belongs to `EthereumKeys`; here it is
/// only carried and its ranges are known.
public struct Signature: Hashable, Sendable {
  /// The x coordinate of the nonce point, modulo the group order.
  public let r: UInt256
  /// The proof.
  public let s: UInt256
  /// The parity of the nonce point's y coordinate: false for even (0), true for odd (1).
  public let yParity: Bool

  /// The order of the secp256k1 group (SEC 2, section 2.4.1).
  public static let groupOrder: UInt256 =
    0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe_baae_dce6_af48_a03b_bfd2_5e8c_d036_4141

  /// A signature; the numbers may be out of range.
  public init(r: UInt256, s: UInt256, yParity: Bool) {
    self.r = r
    self.s = s
    self.yParity = yParity
  }

  /// Reads r, s (32 bytes each) and v, which is 0, 1, 27 or 28; nil for anything else.
  public init?(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == 65, [0, 1, 27, 28].contains(bytes[64]),
      let r = UInt256(bigEndian: bytes[0..<32]), let s = UInt256(bigEndian: bytes[32..<64])
    else { return nil }
    self.init(r: r, s: s, yParity: bytes[64] == 1 || bytes[64] == 28)
  }

  /// Whether r and s are in 1 ..< n and s is at most n / 2, as EIP-2 demands of transactions.
  public var isCanonical: Bool {
    !r.isZero && r < Self.groupOrder && !s.isZero && s <= Self.groupOrder >> 1
  }

  /// r, s and v = 27 or 28: the 65 bytes that personal and typed-data signatures travel as.
  public var bytes: [UInt8] {
    r.bigEndianBytes() + s.bigEndianBytes() + [yParity ? 28 : 27]
  }
}
