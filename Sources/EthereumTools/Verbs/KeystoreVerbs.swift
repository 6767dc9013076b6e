import Ethereum
import EthereumKeys
import JSON
import Secrets

/// Keystore files and key derivation.
enum KeystoreVerbs {
  static let all = [
    EthereumVerb("keystore-new", "a private key under a password", [], create),
    EthereumVerb("keystore-decrypt", "a keystore's private key", ["json"]) { request in
      let keystore = try Keystore(request.value("json", "keystore"))
      let key = try keystore.decrypt(password: request.password())
      return ToolAnswer([
        ("privateKey", key.withBytes { Hex.encode($0) }),
        ("address", try key.publicKey().address.checksummed),
      ])
    },
    EthereumVerb("kdf", "scrypt or PBKDF2 of a password", [], derive),
  ]

  @Sendable private static func create(_ request: ToolRequest) throws -> ToolAnswer {
    let key = request.has("privateKey") ? try request.privateKey() : try PrivateKey.random()
    let keystore = try Keystore(
      encrypting: key, password: request.password(),
      derivation: derivation(request, name: request.has("kdf") ? request.text("kdf") : "scrypt"),
      salt: request.has("salt") ? request.bytes("salt") : Entropy.bytes(32),
      vector: request.has("iv") ? request.bytes("iv") : Entropy.bytes(16),
      identifier: request.has("uuid")
        ? request.text("uuid") : Keystore.identifier(Entropy.bytes(16)))
    var answer = ToolAnswer([("address", try key.publicKey().address.checksummed)])
    answer["json"] = keystore.json
    return answer
  }

  private static func derivation(_ request: ToolRequest, name: String) throws -> KeyDerivation {
    switch name {
    case "scrypt":
      return .scrypt(
        n: try request.count("n", "N", otherwise: 262_144),
        r: try request.count("r", otherwise: 8), p: try request.count("p", otherwise: 1))
    case "pbkdf2":
      if request.has("algorithm"), try request.text("algorithm") != "sha256" {
        throw ToolError.unsupported("an algorithm other than sha256")
      }
      return .pbkdf2(iterations: try request.count("iterations", "c", otherwise: 262_144))
    default: throw ToolError.unsupported("kdf '\(name)'")
    }
  }

  /// One derivation by `kdf` and its parameters, or those of the objects `pbkdf2` and `scrypt`.
  @Sendable private static func derive(_ request: ToolRequest) throws -> ToolAnswer {
    let password = try request.secretText("password", hexAllowed: true)
    let salt = try request.bytesOrText("salt")
    let length = try request.count("dkLen", "dklen", otherwise: 32)
    if request.has("kdf") {
      let key = try derivation(request, name: request.text("kdf"))
        .key(password: password, salt: salt, length: length)
      return ToolAnswer([("key", key.withBytes { Hex.encode($0) })])
    }
    var answer = ToolAnswer()
    for name in ["pbkdf2", "scrypt"] where request.has(name) {
      let key = try derivation(request.object(name), name: name)
        .key(password: password, salt: salt, length: length)
      answer[name] = ToolAnswer([("key", key.withBytes { Hex.encode($0) })]).json
    }
    guard !answer.members.isEmpty else { throw ToolError.missing("kdf") }
    return answer
  }
}
