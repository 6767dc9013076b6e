import Ethereum
import FixedPoint

/// A point of secp256k1.
public struct PublicKey: Hashable, Sendable {
  /// The coordinate x.
  public let x: UInt256
  /// The coordinate y.
  public let y: UInt256

  init(uncompressed bytes: UnsafeRawBufferPointer) {
    func word(_ offset: Int) -> UInt128 {
      bytes.loadUnaligned(fromByteOffset: offset, as: UInt128.self).bigEndian
    }
    x = UInt256(low: word(17), high: word(1))
    y = UInt256(low: word(49), high: word(33))
  }

  /// Reads the 33-byte or the 65-byte form (SEC 1, section 2.3.4).
  /// - Throws: `KeyError.invalidPublicKey`.
  public init(_ bytes: [UInt8]) throws(KeyError) {
    self = try Secp256k1.parsePublicKey(bytes)
  }

  /// The key whose owner made `signature` over `digest`. A high s is not refused here.
  /// - Throws: `KeyError.unrecoverable`.
  public init(recovering signature: Signature, digest: Hash32) throws(KeyError) {
    self = try Secp256k1.recover(signature, digest)
  }

  /// The 65 bytes: 4, x and y.
  public var uncompressed: [UInt8] { [4] + x.bigEndianBytes() + y.bigEndianBytes() }

  /// The 33 bytes: 2 or 3 by the parity of y, and x.
  public var compressed: [UInt8] { [y.low & 1 == 0 ? 2 : 3] + x.bigEndianBytes() }

  /// The account's address: the last 20 bytes of the hash of x and y.
  public var address: Address {
    let words = (x.high.bigEndian, x.low.bigEndian, y.high.bigEndian, y.low.bigEndian)
    return withUnsafeBytes(of: words) { bytes in
      bytes.withMemoryRebound(to: UInt8.self) { bytes in
        Address(lowBytesOf: Keccak256.hash(bytes.span))
      }
    }
  }

  /// Whether `signature` over `digest` is this key's and has a low s (EIP-2).
  public func verifies(_ signature: Signature, digest: Hash32) -> Bool {
    Secp256k1.verify(
      signature.r.bigEndianBytes() + signature.s.bigEndianBytes(), isDER: false, digest: digest,
      key: self, normalizing: false)
  }

  /// Whether an encoded signature over `digest` is this key's.
  /// - Parameter allowingHighS: accepts s above half the group order, which EIP-2 refuses.
  public func verifies(
    _ signature: EncodedSignature, digest: Hash32, allowingHighS: Bool = false
  ) -> Bool {
    switch signature {
    case .compact(let bytes):
      Secp256k1.verify(
        bytes, isDER: false, digest: digest, key: self, normalizing: allowingHighS)
    case .der(let bytes):
      Secp256k1.verify(bytes, isDER: true, digest: digest, key: self, normalizing: allowingHighS)
    }
  }
}
