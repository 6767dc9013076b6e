/// A type of the contract ABI (Solidity documentation, "Contract ABI Specification").
public indirect enum ABIType: Hashable, Sendable {
  /// `uintN`: an unsigned integer of so many bits (8...256, a multiple of 8).
  case uint(Int)
  /// `intN`: a two's complement integer of so many bits (8...256, a multiple of 8).
  case int(Int)
  /// `bool`
  case bool
  /// `address`
  case address
  /// `function`: an address and a selector, 24 bytes.
  case function
  /// `bytesN`: so many bytes (1...32).
  case fixedBytes(Int)
  /// `bytes`: a byte string of any length.
  case bytes
  /// `string`: UTF-8 text of any length.
  case string
  /// `T[]`
  case array(ABIType)
  /// `T[k]`
  case fixedArray(ABIType, Int)
  /// `(T1,T2,…)`; the names do not take part in encoding.
  case tuple([ABIParameter])

  /// The deepest nesting of arrays and tuples that is parsed, encoded or decoded.
  public static let maximumDepth = 64

  /// A tuple without names.
  public static func tuple(of types: [ABIType]) -> ABIType {
    .tuple(types.map { ABIParameter(type: $0) })
  }

  /// The name in the form that selectors, topics and type hashes use.
  public var canonicalName: String {
    switch self {
    case .uint(let bits): "uint\(bits)"
    case .int(let bits): "int\(bits)"
    case .bool: "bool"
    case .address: "address"
    case .function: "function"
    case .fixedBytes(let count): "bytes\(count)"
    case .bytes: "bytes"
    case .string: "string"
    case .array(let element): element.canonicalName + "[]"
    case .fixedArray(let element, let count): element.canonicalName + "[\(count)]"
    case .tuple(let components): components.canonicalTypes
    }
  }

  /// Whether the encoding's length depends on the value, so that it is stored behind an offset.
  public var isDynamic: Bool {
    switch self {
    case .bytes, .string, .array: true
    case .fixedArray(let element, _): element.isDynamic
    case .tuple(let components): components.contains { $0.type.isDynamic }
    default: false
    }
  }

  /// The bytes that a value takes in the head: 32 for a dynamic type, else the whole size,
  /// `Int.max` when that overflows.
  var headSize: Int {
    isDynamic ? 32 : staticSize
  }

  private var staticSize: Int {
    switch self {
    case .fixedArray(let element, let count):
      let (size, overflow) = element.staticSize.multipliedReportingOverflow(by: max(0, count))
      return overflow ? .max : size
    case .tuple(let components):
      var total = 0
      for component in components {
        let (size, overflow) = total.addingReportingOverflow(component.type.staticSize)
        if overflow { return .max }
        total = size
      }
      return total
    default: return 32
    }
  }
}

extension ABIType: CustomStringConvertible {
  /// The canonical name.
  public var description: String { canonicalName }
}
