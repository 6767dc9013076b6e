/// Why a key or a signature is not acceptable. No case carries key material.
public enum KeyError: Error, Hashable, Sendable {
  /// Not 32 bytes between 1 and the group order less one.
  case invalidPrivateKey
  /// Not a point of the curve in a known form.
  case invalidPublicKey
  /// r or s out of range, or bytes that are no signature.
  case invalidSignature
  /// No public key belongs to the signature and digest.
  case unrecoverable
  /// The library made no signature.
  case signingFailed
  /// The system gave no locked memory (`RLIMIT_MEMLOCK`).
  case memoryUnavailable
  /// OpenSSL derived nothing.
  case derivationFailed
  /// The system gave no random bytes.
  case entropyUnavailable
}
