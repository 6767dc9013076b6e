/// Why a key cannot be used. Says nothing about the key itself.
public enum SigningError: Error, Hashable, Sendable {
  /// The text is not a PEM private key without a passphrase.
  case malformedKey
  /// A key of a kind no venue takes: neither Ed25519 nor RSA of at least 2048 bits.
  case unsupportedKey
  /// libcrypto refused to work.
  case failed
}
