import CSecp256k1
import Ethereum
import FixedPoint
import Secrets

/// A secp256k1 private key in locked memory. It cannot be copied or printed; what it signs with is
/// deterministic (RFC 6979) with low s (EIP-2).
public struct PrivateKey: ~Copyable, Sendable {
  let secret: SecretBytes

  /// Takes over 32 secret bytes.
  /// - Throws: `KeyError.invalidPrivateKey` unless they are a number from 1 to the order less one.
  public init(_ secret: consuming SecretBytes) throws(KeyError) {
    let isValid = secret.count == 32 && secret.withBytes { Secp256k1.isPrivateKey($0) }
    guard isValid else { throw .invalidPrivateKey }
    self.secret = secret
  }

  /// A key from bytes that were not secret until now, for tests and batch tools.
  /// - Throws: `KeyError`.
  public init(copying bytes: some Collection<UInt8>) throws(KeyError) {
    try self.init(SecretBytes(count: bytes.count) { $0.copyBytes(from: bytes) })
  }

  /// A new random key.
  /// - Throws: `KeyError.entropyUnavailable`, `memoryUnavailable`.
  public static func random() throws(KeyError) -> PrivateKey {
    while true {
      let secret = try SecretBytes(count: 32) { (buffer) throws(KeyError) in
        guard Entropy.fill(buffer) else { throw .entropyUnavailable }
      }
      let isValid = secret.withBytes { Secp256k1.isPrivateKey($0) }
      if isValid { return try PrivateKey(secret) }
    }
  }

  /// Signs a digest: deterministic, low s, with the parity that recovery needs.
  /// - Throws: `KeyError.signingFailed`.
  public func sign(_ digest: Hash32) throws(KeyError) -> Signature {
    try secret.withBytes { (key) throws(KeyError) in try Secp256k1.sign(digest, key: key) }
  }

  /// The public key.
  /// - Throws: `KeyError.invalidPrivateKey`.
  public func publicKey() throws(KeyError) -> PublicKey {
    try secret.withBytes { (key) throws(KeyError) in try Secp256k1.publicKey(of: key) }
  }

  /// Lends the 32 bytes, for the one caller whose business it is to show or seal a key.
  public func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try secret.withBytes(body)
  }
}
