/// Why no key could be derived.
public enum DerivationError: Error, Hashable, Sendable {
  /// A path is `m` and up to 255 steps such as `/44'/60'/0'/0/0`, each below 2^31.
  case malformedPath
  /// A seed is 16 to 64 bytes.
  case invalidSeed
  /// The key does not exist (chance below 2^-127); BIP-32 asks to take the next index.
  case noSuchKey
  /// OpenSSL or the system refused.
  case derivationFailed
}
