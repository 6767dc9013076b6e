import FixedPoint

/// What a reverted call said.
public enum RevertReason: Hashable, Sendable {
  /// No data: an old contract, out of gas, or a bare `revert()`.
  case empty
  /// `Error(string)`: the text of `require` or `revert`.
  case error(String)
  /// `Panic(uint256)`: a code of the Solidity compiler.
  case panic(UInt256)
  /// A custom error that the caller knows.
  case custom(ABIErrorDefinition, [ABIValue])
  /// Anything else, malformed data included.
  case unknown([UInt8])

  private static let errorSelector = FunctionSelector(value: 0x08c3_79a0)
  private static let panicSelector = FunctionSelector(value: 0x4e48_7b71)

  /// Reads revert data, with the custom errors that the called contracts may raise.
  public init(_ data: [UInt8], errors: [ABIErrorDefinition] = []) {
    guard !data.isEmpty else {
      self = .empty
      return
    }
    self = .unknown(data)
    guard let selector = FunctionSelector(startOf: data) else { return }
    switch selector {
    case Self.errorSelector:
      if let text = try? ABI.decode([.string], data.dropFirst(4)).first?.text {
        self = .error(text)
      }
    case Self.panicSelector:
      if let code = try? ABI.decode([.uint(256)], data.dropFirst(4)).first?.unsigned {
        self = .panic(code)
      }
    default:
      for definition in errors where definition.selector == selector {
        if let values = try? definition.decode(data) { self = .custom(definition, values) }
      }
    }
  }

  /// The meaning of a panic code in the Solidity documentation; nil for an unlisted one.
  public static func meaning(ofPanic code: UInt256) -> String? {
    guard let code = UInt64(exactly: code) else { return nil }
    return switch code {
    case 0x00: "generic compiler panic"
    case 0x01: "assertion failed"
    case 0x11: "arithmetic overflow or underflow"
    case 0x12: "division or modulo by zero"
    case 0x21: "value outside of an enumeration"
    case 0x22: "incorrectly encoded storage byte array"
    case 0x31: "pop on an empty array"
    case 0x32: "index out of bounds"
    case 0x41: "too much memory allocated"
    case 0x51: "call to an uninitialised internal function"
    default: nil
    }
  }
}
