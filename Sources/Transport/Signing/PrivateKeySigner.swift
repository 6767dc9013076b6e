import COpenSSL
import Hashing
import Secrets

/// Request signing with a private key by libcrypto: Ed25519 (RFC 8032), or RSA with SHA-256 and
/// PKCS #1 v1.5 padding (RFC 8017 section 8.2), as the venues offer instead of shared secrets.
public final class PrivateKeySigner: Sendable {
  /// The kind of key.
  public enum Kind: Hashable, Sendable {
    /// Ed25519: 64-byte signatures.
    case ed25519
    /// RSA of at least 2048 bits.
    case rsa
  }

  /// The kind of key.
  public let kind: Kind
  private nonisolated(unsafe) let key: OpaquePointer

  /// Reads a PEM private key (PKCS #8 or PKCS #1, no passphrase).
  /// - Throws: `SigningError`.
  public init(pem: borrowing SecretBytes) throws(SigningError) {
    let parsed: OpaquePointer? = pem.withBytes { bytes in
      guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else {
        return nil
      }
      defer { BIO_free(bio) }
      return PEM_read_bio_PrivateKey(bio, nil, refusePassphrase, nil)
    }
    ERR_clear_error()
    guard let parsed else { throw .malformedKey }
    guard let kind = Self.kind(of: parsed) else {
      EVP_PKEY_free(parsed)
      throw .unsupportedKey
    }
    key = parsed
    self.kind = kind
  }

  /// An Ed25519 signer from its 32-byte seed.
  /// - Throws: `SigningError.malformedKey`.
  public init(ed25519Seed seed: borrowing SecretBytes) throws(SigningError) {
    let made: OpaquePointer? = seed.withBytes { bytes in
      guard bytes.count == 32 else { return nil }
      return EVP_PKEY_new_raw_private_key_ex(
        nil, "ED25519", nil, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, 32)
    }
    guard let made else { throw .malformedKey }
    key = made
    kind = .ed25519
  }

  deinit { EVP_PKEY_free(key) }

  /// The signature of a message.
  /// - Throws: `SigningError.failed`.
  public func signature(_ message: [UInt8]) throws(SigningError) -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { throw .failed }
    defer { EVP_MD_CTX_free(context) }
    let digest = kind == .rsa ? EVP_sha256() : nil
    guard EVP_DigestSignInit(context, nil, digest, nil, key) == 1 else { throw .failed }
    var count = Int(EVP_PKEY_get_size(key))
    var signature = [UInt8](repeating: 0, count: count)
    guard EVP_DigestSign(context, &signature, &count, message, message.count) == 1 else {
      throw .failed
    }
    signature.removeLast(signature.count - count)
    return signature
  }

  /// The signature in base64, as Binance takes it.
  /// - Throws: `SigningError.failed`.
  public func base64Signature(_ message: [UInt8]) throws(SigningError) -> String {
    Base64.encoded(try signature(message))
  }

  private static func kind(of key: OpaquePointer) -> Kind? {
    if EVP_PKEY_is_a(key, "ED25519") == 1 { return .ed25519 }
    return EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) >= 2_048 ? .rsa : nil
  }
}

/// libcrypto would otherwise ask for a passphrase on the terminal.
private func refusePassphrase(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32, _ isWriting: Int32,
  _ context: UnsafeMutableRawPointer?
) -> Int32 { -1 }
