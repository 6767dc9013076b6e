import Secrets

/// Why the key that a reference names cannot be used. No case carries key material.
public enum KeyReferenceError: Error, Hashable, Sendable {
  /// The reference, or its password's, cannot be read.
  case secret(SecretReferenceError)
  /// A keystore without a password.
  case passwordMissing
  /// The keystore cannot be opened.
  case keystore(KeystoreError)
  /// What is there is no key.
  case key(KeyError)
}
