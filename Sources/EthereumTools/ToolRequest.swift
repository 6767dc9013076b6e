import Ethereum
import FixedPoint
import JSON

/// A request's fields, read by name; a null is as if it were not there.
struct ToolRequest {
  let node: JSONNode

  init(_ node: JSONNode) {
    self.node = node
  }

  /// The first of these fields that is there.
  func find(_ names: [String]) -> (name: String, value: JSONNode)? {
    for name in names {
      if let value = node[name], value != .null { return (name, value) }
    }
    return nil
  }

  func has(_ names: String...) -> Bool { find(names) != nil }

  func value(_ names: String...) throws -> JSONNode { try required(names).value }

  private func required(_ names: [String]) throws -> (name: String, value: JSONNode) {
    guard let found = find(names) else { throw ToolError.missing(names.first ?? "") }
    return found
  }

  /// The fields of an object within.
  func object(_ names: String...) throws -> ToolRequest {
    let (name, value) = try required(names)
    guard value.members != nil else { throw ToolError.invalid(name, "is not an object") }
    return ToolRequest(value)
  }

  func list(_ names: String...) throws -> [JSONNode] {
    let (name, value) = try required(names)
    guard let elements = value.elements else { throw ToolError.invalid(name, "is not an array") }
    return elements
  }

  func text(_ names: String...) throws -> String {
    let (name, value) = try required(names)
    guard let text = value.text else { throw ToolError.invalid(name, "is not text") }
    return text
  }

  func bytes(_ names: String...) throws -> [UInt8] {
    let (name, value) = try required(names)
    guard let text = value.text, let bytes = Hex.decode(text) else {
      throw ToolError.invalid(name, "is not hexadecimal")
    }
    return bytes
  }

  /// Hexadecimal with `0x`, any other text as its UTF-8.
  func bytesOrText(_ names: String...) throws -> [UInt8] {
    let (name, value) = try required(names)
    guard let text = value.text else { throw ToolError.invalid(name, "is not text") }
    guard text.hasPrefix("0x") else { return Array(text.utf8) }
    guard let bytes = Hex.decode(text) else { throw ToolError.invalid(name, "is not hexadecimal") }
    return bytes
  }

  func flag(_ names: String..., otherwise: Bool? = nil) throws -> Bool {
    guard let (name, value) = find(names) else {
      guard let otherwise else { throw ToolError.missing(names.first ?? "") }
      return otherwise
    }
    switch value {
    case .bool(let flag): return flag
    case .string("true"): return true
    case .string("false"): return false
    default: throw ToolError.invalid(name, "is neither true nor false")
    }
  }

  func hash(_ names: String...) throws -> Hash32 {
    let (name, value) = try required(names)
    guard let bytes = value.text.flatMap({ Hex.decode($0) }), let hash = Hash32(bytes) else {
      throw ToolError.invalid(name, "is not 32 bytes in hexadecimal")
    }
    return hash
  }

  func address(_ names: String...) throws -> Address {
    let (name, value) = try required(names)
    return try Self.address(value, name)
  }

  static func address(_ value: JSONNode, _ name: String) throws -> Address {
    guard let text = value.text else { throw ToolError.invalid(name, "is not an address") }
    do throws(AddressError) {
      return try Address(parsing: text)
    } catch {
      throw ToolError(
        error == .wrongChecksum ? "wrongChecksum" : "invalidField",
        "'\(name)' \(error == .wrongChecksum ? "has a wrong checksum" : "is not an address")")
    }
  }
}
