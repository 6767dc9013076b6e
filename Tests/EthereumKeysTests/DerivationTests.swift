import Ethereum
import Secrets
import Testing

@testable import EthereumKeys

@Suite("Phrases and derived keys")
struct DerivationTests {
  static let phrase = "test test test test test test test test test test test junk"

  private func secret(_ text: String) throws -> SecretBytes { try SecretBytes(copying: text.utf8) }

  private func root() throws -> ExtendedPrivateKey {
    let seed = try Mnemonic.seed(phrase: secret(Self.phrase), passphrase: secret(""))
    return try ExtendedPrivateKey(seed: seed)
  }

  @Test(arguments: [
    (0, "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"),
    (1, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
  ])
  func accountsOfTheTestPhrase(index: UInt32, address: String) throws {
    let path = DerivationPath(accountIndex: index)
    let signer = try LocalSigner(root(), path: path)
    #expect(signer.address.checksummed == address)
    #expect(path.description == "m/44'/60'/0'/0/\(index)")
  }

  /// BIP-32, test vector 1.
  @Test func theSpecificationsFirstVector() throws {
    let seed = try SecretBytes(copying: Array(0...15).map { UInt8($0) })
    let root = try ExtendedPrivateKey(seed: seed)
    #expect(
      root.serializedPrivate()
        == "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi"
    )
    let child = try root.derive(DerivationPath("m/0'"))
    #expect(
      child.serializedPrivate()
        == "xprv9uHRZZhk6KAJC1avXpDAp4MDc3sQKNxDiPvvkX8Br5ngLNv1TxvUxt4cV1rGL5hj6KCesnDYUhd7oWgT11eZG7XnxHrnYeSvkzY7d2bhkJ7"
    )
    #expect(
      try child.serializedPublic()
        == "xpub68Gmy5EdvgibQVfPdqkBBCHxA5htiqg55crXYuXoQRKfDBFA1WEjWgP6LHhwBZeNK1VTsfTFUHCdrfp1bgwQ9xv5ski8PX9rL2dZXvgGDnw"
    )
    #expect(child.depth == 1 && child.childNumber == 1 << 31)
  }

  @Test(arguments: [16, 20, 24, 28, 32])
  func entropyAndBack(count: Int) throws {
    for round in 0..<8 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + round * 101) }
      let phrase = try Mnemonic.phrase(entropy: SecretBytes(copying: bytes))
      let words = phrase.withBytes { $0.count { $0 == 0x20 } + 1 }
      #expect(words == count * 3 / 4)
      let back = try Mnemonic.entropy(phrase: phrase)
      #expect(back.withBytes { Array($0) } == bytes)
    }
  }

  @Test(arguments: [
    ("", MnemonicError.wrongWordCount(1)), ("test", .wrongWordCount(1)),
    (phrase + " ", .wrongWordCount(13)), (phrase.uppercased(), .unsupportedWord(position: 1)),
    ("test test test test test test test test test test test tset", .unsupportedWord(position: 12)),
    ("test test test test test test test test test test test test", .wrongChecksum),
    ("test  test test test test test test test test test test", .unsupportedWord(position: 2)),
    ("あいこくしん あいこくしん", .unsupportedWord(position: 1)),
  ])
  func refusesPhrases(text: String, error: MnemonicError) throws {
    let phrase = try secret(text)
    #expect(throws: error) { _ = try Mnemonic.entropy(phrase: phrase) }
  }

  @Test func passphrasesAreBroughtIntoOneForm() throws {
    let composed = try Mnemonic.seed(phrase: secret(Self.phrase), passphrase: secret("caf\u{e9}"))
    let decomposed = try Mnemonic.seed(
      phrase: secret(Self.phrase), passphrase: secret("cafe\u{301}"))
    #expect(composed.matches(decomposed) == true)
    let invalid = try SecretBytes(copying: [0xff])
    #expect(throws: MnemonicError.invalidText) {
      _ = try Mnemonic.seed(phrase: secret(Self.phrase), passphrase: invalid)
    }
  }

  @Test(arguments: [
    "", "m/", "0", "m/x", "m/-1", "m/2147483648", "m/0''", "m/ 0", "m//0", "M/0", "m/0x1", "m/+1",
    "m/99999999999999999999", "m/'",
  ])
  func refusesPaths(text: String) {
    #expect(throws: DerivationError.malformedPath) { try DerivationPath(text) }
  }

  @Test func pathForms() throws {
    #expect(try DerivationPath("m").steps.isEmpty)
    #expect(try DerivationPath("m/1h/2H/3'/4").description == "m/1'/2'/3'/4")
    let deep = "m" + String(repeating: "/0", count: 256)
    #expect(throws: DerivationError.malformedPath) { try DerivationPath(deep) }
    let seed = try SecretBytes(copying: [UInt8](repeating: 1, count: 15))
    #expect(throws: DerivationError.invalidSeed) { _ = try ExtendedPrivateKey(seed: seed) }
  }
}
