import FixedPoint
import JSON

/// Numbers come as JSON integers, decimal text or `0x` text.
extension ToolRequest {
  func unsigned(_ names: String..., otherwise: UInt256? = nil) throws -> UInt256 {
    try unsigned(names, otherwise)
  }

  private func unsigned(_ names: [String], _ otherwise: UInt256?) throws -> UInt256 {
    guard let (name, value) = find(names) else {
      guard let otherwise else { throw ToolError.missing(names.first ?? "") }
      return otherwise
    }
    guard let text = Self.literal(value), let number = UInt256(text) else {
      throw ToolError.invalid(name, "is not a whole number below 2^256")
    }
    return number
  }

  func word(_ names: String..., otherwise: UInt64? = nil) throws -> UInt64 {
    let value = try unsigned(names, otherwise.map { UInt256($0) })
    guard let word = UInt64(exactly: value) else {
      throw ToolError.invalid(find(names)?.name ?? "", "is not below 2^64")
    }
    return word
  }

  func wide(_ names: String...) throws -> UInt128 {
    guard let number = UInt128(exactly: try unsigned(names, nil)) else {
      throw ToolError.invalid(find(names)?.name ?? "", "is not below 2^128")
    }
    return number
  }

  /// A number that counts things: below 2^31.
  func count(_ names: String..., otherwise: Int? = nil) throws -> Int {
    let value = try unsigned(names, otherwise.flatMap { UInt256(exactly: $0) })
    guard let word = Int(exactly: value), word < 1 << 31 else {
      throw ToolError.invalid(find(names)?.name ?? "", "is not below 2^31")
    }
    return word
  }

  func points(_ names: String...) throws -> UInt32 {
    guard let number = UInt64(exactly: try unsigned(names, nil)).flatMap({ UInt32(exactly: $0) })
    else { throw ToolError.invalid(find(names)?.name ?? "", "is not below 2^32") }
    return number
  }

  func signed(_ names: String...) throws -> Int256 {
    guard let (name, value) = find(names) else { throw ToolError.missing(names.first ?? "") }
    guard let text = Self.literal(value), let number = Int256(text) else {
      throw ToolError.invalid(name, "is not a whole number of 256 bits")
    }
    return number
  }

  /// A signed number of a machine word.
  func integer(_ names: String...) throws -> Int {
    guard let (name, value) = find(names) else { throw ToolError.missing(names.first ?? "") }
    guard let number = Self.literal(value).flatMap({ Int($0) }) else {
      throw ToolError.invalid(name, "is not a whole number")
    }
    return number
  }

  static func literal(_ value: JSONNode) -> String? {
    switch value {
    case .string(let text), .number(let text): text
    default: nil
    }
  }
}
