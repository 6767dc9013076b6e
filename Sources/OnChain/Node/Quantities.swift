import Ethereum
import FixedPoint
import JSON

/// Numbers and bytes as Ethereum's JSON-RPC writes them: quantities are `0x` and the shortest
/// hexadecimal digits, data are `0x` and two digits a byte.
enum Quantities {
  static func encode(_ number: UInt64) -> String { "0x" + String(number, radix: 16) }

  static func encode(_ number: UInt256) -> String { number.hexDescription }

  static func uint256(_ node: JSONNode?) -> UInt256? {
    guard let text = node?.text, text.hasPrefix("0x"), text.utf8.count <= 66 else { return nil }
    return UInt256(text)
  }

  static func uint64(_ node: JSONNode?) -> UInt64? {
    uint256(node).flatMap { UInt64(exactly: $0) }
  }

  static func hash(_ node: JSONNode?) -> Hash32? { node?.text.flatMap { Hash32($0) } }

  static func bytes(_ node: JSONNode?) -> [UInt8]? {
    node?.text.flatMap { Hex.decodePrefixed($0) }
  }
}
