/// Why a keystore gives no key. No case carries key material or the password.
public enum KeystoreError: Error, Hashable, Sendable {
  /// The member named is missing or has no acceptable form.
  case malformed(String)
  /// A version, cipher, derivation or pseudo-random function that is not implemented.
  case unsupported(String)
  /// Derivation parameters that mean nothing: zero, or a cost that is no power of two.
  case unacceptableParameters
  /// Derivation parameters that ask for more memory or work than `KeyDerivation` allows.
  case excessiveParameters
  /// The message authentication code differs: wrong password or damaged file.
  case wrongPassword
  /// The key that came out does not belong to the address in the file.
  case addressMismatch
  /// What came out is no private key.
  case invalidKey
  /// OpenSSL or the system refused: memory or random bytes are short.
  case derivationFailed
}
