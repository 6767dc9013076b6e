import Ethereum
import EthereumKeys
import JSON
import Secrets

/// Functions that take any bytes and must neither trap nor accept what they would not write again.
/// `scripts/fuzz` runs them under libFuzzer, the tests a seeded slice.
enum FuzzTargets {
  /// The names, in the order of `run`.
  static let names = ["rlp", "abi", "transaction", "keystore"]

  /// Runs the target of this name; false when something was accepted that is not canonical.
  static func run(_ name: String, _ bytes: [UInt8]) -> Bool {
    switch name {
    case "rlp": rlp(bytes)
    case "abi": abi(bytes)
    case "transaction": transaction(bytes)
    case "keystore": keystore(bytes)
    default: false
    }
  }

  private static func rlp(_ bytes: [UInt8]) -> Bool {
    guard let item = try? RLP.decode(bytes) else { return true }
    return (try? RLP.encode(item)) == bytes
  }

  /// A type's text up to a zero byte, then its data: what decodes must encode, and decode to the
  /// same. Offsets may be other than those the encoder writes, so the bytes may differ.
  private static func abi(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    _ = try? ABIFunction(parsing: text)
    _ = try? ABIEvent(parsing: text)
    guard let type = try? ABIType(parsing: text) else { return true }
    let data = bytes.drop { $0 != 0 }.dropFirst()
    guard let values = try? ABI.decode([type], data) else { return true }
    guard let encoded = try? ABI.encode([type], values) else { return false }
    return (try? ABI.decode([type], encoded)) == values
  }

  private static func transaction(_ bytes: [UInt8]) -> Bool {
    _ = try? Transaction(decodingUnsigned: bytes)
    _ = try? BlobNetworkTransaction(decoding: bytes)
    guard let signed = try? SignedTransaction(decoding: bytes) else { return true }
    _ = try? signed.validate(chainID: 1, rules: .prague)
    _ = try? signed.sender()
    let again = SignedTransaction(transaction: signed.transaction, signature: signed.signature)
    return again.rawBytes == bytes
  }

  /// Parses; derives only where the parameters are small, so that runs stay fast.
  private static func keystore(_ bytes: [UInt8]) -> Bool {
    guard let node = try? JSONNode(parsing: bytes), let keystore = try? Keystore(node) else {
      return true
    }
    switch keystore.derivation {
    case .scrypt(let n, let r, let p):
      guard n <= 64, r <= 8, p <= 4 else { return true }
    case .pbkdf2(let iterations):
      guard iterations <= 64 else { return true }
    }
    if let password = try? SecretBytes(copying: [1]) {
      _ = try? keystore.decrypt(password: password)
    }
    return (try? Keystore(keystore.json)) == keystore
  }
}
