import Ethereum
import EthereumKeys
import JSON
import Secrets

/// Phrases and derived keys.
enum DerivationVerbs {
  static let all = [
    EthereumVerb("mnemonic", "a BIP-39 phrase, its entropy and seed", [], phrase),
    EthereumVerb("hd-derive", "keys at BIP-32 paths", ["path?"], derive),
  ]

  /// The phrase given, of the entropy given, or a new one of `words` words.
  private static func read(_ request: ToolRequest) throws -> SecretBytes {
    if request.has("phrase", "mnemonic") {
      return try request.secretText("phrase", "mnemonic", hexAllowed: true)
    }
    if request.has("entropy") {
      return try Mnemonic.phrase(entropy: request.secretHex("entropy"))
    }
    guard request.has("words") else { throw ToolError.missing("phrase") }
    let words = try request.count("words")
    guard words % 3 == 0, (12...24).contains(words) else {
      throw ToolError.invalid("words", "is not 12, 15, 18, 21 or 24")
    }
    return try Mnemonic.phrase(entropy: SecretBytes(copying: Entropy.bytes(words / 3 * 4)))
  }

  private static func seed(_ request: ToolRequest, _ phrase: borrowing SecretBytes) throws
    -> SecretBytes
  {
    let passphrase = try request.secretText(
      "passphrase", "password", hexAllowed: true, otherwise: "")
    return try Mnemonic.seed(phrase: phrase, passphrase: passphrase)
  }

  @Sendable private static func phrase(_ request: ToolRequest) throws -> ToolAnswer {
    let phrase = try read(request)
    let entropy = try Mnemonic.entropy(phrase: phrase)
    let seed = try seed(request, phrase)
    return ToolAnswer([
      ("mnemonic", phrase.withBytes { String(decoding: $0, as: UTF8.self) }),
      ("entropy", entropy.withBytes { Hex.encode($0) }),
      ("seed", seed.withBytes { Hex.encode($0) }),
    ])
  }

  @Sendable private static func derive(_ request: ToolRequest) throws -> ToolAnswer {
    let seed =
      request.has("seed")
      ? try request.secretHex("seed") : try Self.seed(request, read(request))
    if request.has("nodes") {
      var answer = ToolAnswer()
      answer["nodes"] = .array(
        try request.list("nodes").map { try node(seed, ToolRequest($0).text("path")).json })
      return answer
    }
    guard request.has("paths") else {
      let path = request.has("path") ? try request.text("path") : "m/44'/60'/0'/0/0"
      return try node(seed, path)
    }
    var answer = ToolAnswer()
    answer["nodes"] = .array(
      try request.list("paths").map { path in
        guard let text = path.text else { throw ToolError.invalid("paths", "has what is no path") }
        return try node(seed, text).json
      })
    return answer
  }

  private static func node(_ seed: borrowing SecretBytes, _ path: String) throws -> ToolAnswer {
    let path = try DerivationPath(path)
    let key = try ExtendedPrivateKey(seed: seed).derive(path)
    let publicKey = try key.publicKey()
    return ToolAnswer([
      ("path", path.description),
      ("privateKey", try key.privateKey().withBytes { Hex.encode($0) }),
      ("publicKey", Hex.encode(publicKey.compressed)),
      ("chainCode", Hex.encode(key.chainCode)), ("xpriv", key.serializedPrivate()),
      ("xpub", try key.serializedPublic()), ("address", publicKey.address.checksummed),
    ])
  }
}
