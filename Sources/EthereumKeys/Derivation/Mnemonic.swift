import COpenSSL
import Foundation
import Secrets

/// Phrases of English words for keys (BIP-39). Phrases are secret bytes of UTF-8, words separated
/// by one space each.
public enum Mnemonic {
  /// The phrase of 16, 20, 24, 28 or 32 bytes of entropy.
  /// - Throws: `MnemonicError`.
  public static func phrase(
    entropy: borrowing SecretBytes
  ) throws(MnemonicError) -> SecretBytes {
    guard [16, 20, 24, 28, 32].contains(entropy.count) else { throw .invalidEntropy }
    var text = entropy.withBytes { bytes -> [UInt8] in
      var bits = Array(bytes)
      bits.append(Digest.sha256(Array(bytes))[0])
      var text: [UInt8] = []
      for position in 0..<(bytes.count * 33 / 44) {
        if position > 0 { text.append(0x20) }
        text += EnglishWords.all[index(bits, position)].utf8
      }
      wipe(&bits)
      return text
    }
    defer { wipe(&text) }
    return try copy(text)
  }

  /// The entropy that a phrase stands for, its checksum checked.
  /// - Throws: `MnemonicError`.
  public static func entropy(phrase: borrowing SecretBytes) throws(MnemonicError) -> SecretBytes {
    var bits = try phrase.withBytes { (bytes) throws(MnemonicError) -> [UInt8] in
      try self.bits(Array(bytes).split(separator: 0x20, omittingEmptySubsequences: false))
    }
    defer { wipe(&bits) }
    let count = bits.count * 32 / 33
    let sum = Digest.sha256(Array(bits[..<count]))[0]
    let mask = UInt8(truncatingIfNeeded: 0xff00 >> (count / 4))
    guard bits[count] == sum & mask else { throw .wrongChecksum }
    return try copy(Array(bits[..<count]))
  }

  /// The 64-byte seed of a phrase: PBKDF2 with HMAC-SHA-512, 2048 rounds. Both texts are brought
  /// into the form NFKD; the phrase must be a valid English one.
  /// - Throws: `MnemonicError`.
  public static func seed(
    phrase: borrowing SecretBytes, passphrase: borrowing SecretBytes
  ) throws(MnemonicError) -> SecretBytes {
    _ = try entropy(phrase: phrase)
    var salt = Array("mnemonic".utf8)
    salt += try passphrase.withBytes { (bytes) throws(MnemonicError) -> [UInt8] in
      if bytes.allSatisfy({ $0 < 0x80 }) { return Array(bytes) }
      guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidText }
      return Array(text.decomposedStringWithCompatibilityMapping.utf8)
    }
    defer { wipe(&salt) }
    do throws(KeyError) {
      return try phrase.withBytes { (phrase) throws(KeyError) in
        try SecretBytes(count: 64) { (output) throws(KeyError) in
          guard KeyDerivation.pbkdf2(phrase, salt, 2_048, into: output, EVP_sha512()) else {
            throw .derivationFailed
          }
        }
      }
    } catch {
      throw .derivationFailed
    }
  }

  /// The bits of the words, eleven each, packed; the checksum's at the end.
  private static func bits(_ words: [ArraySlice<UInt8>]) throws(MnemonicError) -> [UInt8] {
    guard [12, 15, 18, 21, 24].contains(words.count) else {
      // A text of one long foreign word list has another separator: name the first word then.
      let isForeign = words.contains { $0.contains { $0 >= 0x80 } }
      throw isForeign ? .unsupportedWord(position: 1) : .wrongWordCount(words.count)
    }
    var bits = [UInt8](repeating: 0, count: (words.count * 11 + 7) / 8)
    for (position, word) in words.enumerated() {
      guard let index = place(of: word) else { throw .unsupportedWord(position: position + 1) }
      for bit in 0..<11 where index >> (10 - bit) & 1 == 1 {
        let target = position * 11 + bit
        bits[target / 8] |= 0x80 >> UInt8(target % 8)
      }
    }
    return bits
  }

  /// The eleven bits at a word's position.
  private static func index(_ bits: [UInt8], _ position: Int) -> Int {
    var index = 0
    for bit in (position * 11)..<(position * 11 + 11) {
      index = index << 1 | Int(bits[bit / 8] >> UInt8(7 - bit % 8) & 1)
    }
    return index
  }

  /// Where a word is in the list, by halving.
  private static func place(of word: ArraySlice<UInt8>) -> Int? {
    var (low, high) = (0, EnglishWords.all.count)
    while low < high {
      let middle = (low + high) / 2
      let candidate = EnglishWords.all[middle].utf8
      if candidate.elementsEqual(word) { return middle }
      if candidate.lexicographicallyPrecedes(word) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  private static func copy(_ bytes: [UInt8]) throws(MnemonicError) -> SecretBytes {
    do {
      return try SecretBytes(copying: bytes)
    } catch {
      throw .derivationFailed
    }
  }

  private static func wipe(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { buffer in
      if let base = buffer.baseAddress { explicit_bzero(base, buffer.count) }
    }
  }
}
