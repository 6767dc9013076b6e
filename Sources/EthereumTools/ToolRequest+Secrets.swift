import Ethereum
import EthereumKeys
import JSON
import Secrets

/// Secrets come in the request, or by reference: `env:NAME`, `file:PATH` and the other places.
extension ToolRequest {
  /// The fields that are secret; on a command line they must be references.
  static let secretNames: Set<String> = [
    "privateKey", "password", "passwordHex", "passphrase", "mnemonic", "phrase", "seed", "entropy",
  ]

  /// A key in hexadecimal, or `keystore:PATH` with its `password`.
  func privateKey(_ name: String = "privateKey") throws -> PrivateKey {
    if let reference = find([name])?.1.text.flatMap({ SecretReference($0) }),
      reference.place == .keystore
    {
      let password = try password()
      do throws(KeyReferenceError) {
        return try PrivateKey(keystore: reference, password: password)
      } catch .keystore(let error) {
        throw error
      } catch {
        throw ToolError("secret", "'\(name)' could not be opened: \(error)")
      }
    }
    return try PrivateKey(secretHex(name))
  }

  func signer() throws -> LocalSigner { try LocalSigner(privateKey()) }

  /// Secret bytes given in hexadecimal.
  func secretHex(_ names: String...) throws -> SecretBytes {
    guard let (name, value) = find(names) else { throw ToolError.missing(names.first ?? "") }
    let text = try Self.secret(value, name)
    let isHex = text.withBytes { $0.allSatisfy { Self.digit($0) != nil || $0 == 0x78 } }
    let bytes: [UInt8]? = text.withBytes {
      isHex ? Hex.decode(String(decoding: $0, as: UTF8.self)) : nil
    }
    guard let bytes else { throw ToolError.invalid(name, "is not hexadecimal") }
    return try SecretBytes(copying: bytes)
  }

  /// Secret text. With `hexAllowed`, text that begins with `0x` is hexadecimal of UTF-8.
  func secretText(
    _ names: String..., hexAllowed: Bool, otherwise: String? = nil
  ) throws -> SecretBytes {
    guard let (name, value) = find(names) else {
      guard let otherwise else { throw ToolError.missing(names.first ?? "") }
      return try SecretBytes(copying: otherwise.utf8)
    }
    guard hexAllowed, let text = value.text, text.hasPrefix("0x") else {
      return try Self.secret(value, name)
    }
    guard let bytes = Hex.decode(text) else { throw ToolError.invalid(name, "is not hexadecimal") }
    return try SecretBytes(copying: bytes)
  }

  /// A keystore's password: `password` as text, or `passwordHex`.
  func password() throws -> SecretBytes {
    if has("passwordHex") { return try secretHex("passwordHex") }
    return try secretText("password", hexAllowed: false)
  }

  private static func secret(_ value: JSONNode, _ name: String) throws -> SecretBytes {
    guard let text = value.text else { throw ToolError.invalid(name, "is not text") }
    guard let reference = SecretReference(text) else {
      return try SecretBytes(copying: text.utf8)
    }
    do throws(SecretReferenceError) {
      return try reference.read()
    } catch {
      throw ToolError("secret", "'\(name)' could not be read: \(error)")
    }
  }

  private static func digit(_ byte: UInt8) -> Int? {
    Character(Unicode.Scalar(byte)).hexDigitValue
  }
}
