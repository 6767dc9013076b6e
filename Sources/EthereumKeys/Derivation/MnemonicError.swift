/// Why a phrase is no BIP-39 mnemonic that is understood here. No case carries a word of it.
public enum MnemonicError: Error, Hashable, Sendable {
  /// Entropy must be 16, 20, 24, 28 or 32 bytes.
  case invalidEntropy
  /// A phrase has 12, 15, 18, 21 or 24 words.
  case wrongWordCount(Int)
  /// The word at this place (from 1) is not in the English list. Phrases in other languages are
  /// not supported.
  case unsupportedWord(position: Int)
  /// The last bits do not agree with the hash of the rest.
  case wrongChecksum
  /// Text that is not UTF-8.
  case invalidText
  /// OpenSSL or the system refused.
  case derivationFailed
}
