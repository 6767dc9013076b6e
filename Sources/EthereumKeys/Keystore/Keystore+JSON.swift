import Ethereum
import FixedPoint
import JSON

extension Keystore {
  /// The longest salt that is read, in bytes.
  static let maximumSalt = 1_024

  /// Reads a keystore file's JSON. Members that say nothing about the key are left alone.
  /// - Throws: `KeystoreError`; nothing is derived yet.
  public init(_ node: JSONNode) throws(KeystoreError) {
    guard node.members != nil else { throw .malformed("keystore") }
    guard try Self.number(node, "version") == 3 else { throw .unsupported("version") }
    // Old geth and Parity files spell it with a capital.
    guard let crypto = node["crypto"] ?? node["Crypto"], crypto.members != nil else {
      throw .malformed("crypto")
    }
    guard try Self.text(crypto, "cipher") == "aes-128-ctr" else { throw .unsupported("cipher") }
    guard let cipher = crypto["cipherparams"] else { throw .malformed("cipherparams") }
    guard let parameters = crypto["kdfparams"] else { throw .malformed("kdfparams") }
    let (vector, ciphertext) = (try Self.bytes(cipher, "iv"), try Self.bytes(crypto, "ciphertext"))
    let code = try Self.bytes(crypto, "mac")
    let salt = try Self.bytes(parameters, "salt")
    let length = try Self.number(parameters, "dklen")
    guard vector.count == 16 else { throw .malformed("iv") }
    guard ciphertext.count == 32 else { throw .malformed("ciphertext") }
    guard code.count == 32 else { throw .malformed("mac") }
    guard salt.count <= Self.maximumSalt else { throw .malformed("salt") }
    guard length >= 32 else { throw .malformed("dklen") }
    guard length <= KeyDerivation.maximumLength else { throw .excessiveParameters }
    self.init(
      address: try Self.address(node), derivation: try Self.derivation(crypto, parameters),
      salt: salt, derivedLength: length, vector: vector, ciphertext: ciphertext, code: code,
      identifier: node["id"]?.text)
  }

  private static func derivation(
    _ crypto: JSONNode, _ parameters: JSONNode
  ) throws(KeystoreError) -> KeyDerivation {
    switch try text(crypto, "kdf") {
    case "scrypt":
      return .scrypt(
        n: try number(parameters, "n"), r: try number(parameters, "r"),
        p: try number(parameters, "p"))
    case "pbkdf2":
      guard try text(parameters, "prf") == "hmac-sha256" else { throw .unsupported("prf") }
      return .pbkdf2(iterations: try number(parameters, "c"))
    default: throw .unsupported("kdf")
    }
  }

  private static func address(_ node: JSONNode) throws(KeystoreError) -> Address? {
    switch node["address"] {
    case nil, .null: return nil
    case .string(let text):
      // Files carry it without a checksum; some wallets write one, which then is not checked.
      guard let bytes = Hex.decode(text), let address = Address(bytes) else {
        throw .malformed("address")
      }
      return address
    default: throw .malformed("address")
    }
  }

  private static func text(_ node: JSONNode, _ name: String) throws(KeystoreError) -> String {
    guard let text = node[name]?.text else { throw .malformed(name) }
    return text
  }

  private static func bytes(_ node: JSONNode, _ name: String) throws(KeystoreError) -> [UInt8] {
    guard let bytes = Hex.decode(try text(node, name)) else { throw .malformed(name) }
    return bytes
  }

  private static func number(_ node: JSONNode, _ name: String) throws(KeystoreError) -> Int {
    guard case .number(let literal) = node[name], let value = UInt256(literal) else {
      throw .malformed(name)
    }
    guard let number = UInt64(exactly: value).flatMap({ Int(exactly: $0) }) else {
      throw .excessiveParameters
    }
    return number
  }

  /// The file's JSON, members in geth's order.
  public var json: JSONNode {
    func text(_ bytes: [UInt8]) -> JSONNode { .string(Hex.encode(bytes, prefixed: false)) }
    func object(_ members: [(String, JSONNode)]) -> JSONNode {
      .object(members.map { JSONMember(name: $0.0, value: $0.1) })
    }
    let (kdf, parameters): (String, [(String, JSONNode)])
    switch derivation {
    case .scrypt(let n, let r, let p):
      (kdf, parameters) = (
        "scrypt",
        [
          ("dklen", .number(String(derivedLength))), ("n", .number(String(n))),
          ("p", .number(String(p))), ("r", .number(String(r))), ("salt", text(salt)),
        ]
      )
    case .pbkdf2(let iterations):
      (kdf, parameters) = (
        "pbkdf2",
        [
          ("c", .number(String(iterations))), ("dklen", .number(String(derivedLength))),
          ("prf", .string("hmac-sha256")), ("salt", text(salt)),
        ]
      )
    }
    let crypto: [(String, JSONNode)] = [
      ("cipher", .string("aes-128-ctr")), ("ciphertext", text(ciphertext)),
      ("cipherparams", object([("iv", text(vector))])), ("kdf", .string(kdf)),
      ("kdfparams", object(parameters)), ("mac", text(code)),
    ]
    let members: [(String, JSONNode)?] = [
      address.map { ("address", text($0.bytes)) }, ("crypto", object(crypto)),
      identifier.map { ("id", .string($0)) }, ("version", .number("3")),
    ]
    return object(members.compactMap { $0 })
  }
}
