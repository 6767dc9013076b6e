import FixedPoint
import JSON

extension ABIValue {
  /// Reads the value of `type` from JSON: integers as decimal or `0x` text or as a number without
  /// fraction, bytes and addresses as `0x` text, tuples as arrays or as objects by component name.
  /// - Throws: `ABIError`.
  public init(_ node: JSONNode, as type: ABIType) throws(ABIError) {
    try self.init(node, as: type, depth: 0)
  }

  private init(_ node: JSONNode, as type: ABIType, depth: Int) throws(ABIError) {
    guard depth < ABIType.maximumDepth else { throw .tooDeep }
    switch type {
    case .array(let element):
      self = .array(try Self.elements(node, of: element, type, depth: depth))
    case .fixedArray(let element, let count):
      let values = try Self.elements(node, of: element, type, depth: depth)
      guard values.count == count else {
        throw .wrongCount(expected: count, found: values.count)
      }
      self = .array(values)
    case .tuple(let components):
      self = .tuple(try Self.components(node, components, depth: depth))
    default:
      self = try Self.elementary(node, type)
    }
  }

  private static func elements(
    _ node: JSONNode, of element: ABIType, _ type: ABIType, depth: Int
  ) throws(ABIError) -> [ABIValue] {
    guard let nodes = node.elements else { throw .wrongKind(expected: type.canonicalName) }
    var values: [ABIValue] = []
    for node in nodes { values.append(try ABIValue(node, as: element, depth: depth + 1)) }
    return values
  }

  private static func components(
    _ node: JSONNode, _ components: [ABIParameter], depth: Int
  ) throws(ABIError) -> [ABIValue] {
    var nodes: [JSONNode] = []
    if let elements = node.elements {
      nodes = elements
    } else if let members = node.members {
      nodes = components.compactMap { component in
        members.first { $0.name == component.name }?.value
      }
      guard members.count == components.count else {
        throw .wrongCount(expected: components.count, found: members.count)
      }
    } else {
      throw .wrongKind(expected: components.canonicalTypes)
    }
    guard nodes.count == components.count else {
      throw .wrongCount(expected: components.count, found: nodes.count)
    }
    var values: [ABIValue] = []
    for (node, component) in zip(nodes, components) {
      values.append(try ABIValue(node, as: component.type, depth: depth + 1))
    }
    return values
  }

  /// Reads an elementary value.
  static func elementary(_ node: JSONNode, _ type: ABIType) throws(ABIError) -> ABIValue {
    switch (type, node) {
    case (.bool, .bool(let truth)):
      return .bool(truth)
    case (.uint(let bits), .string(let text)), (.uint(let bits), .number(let text)):
      guard let value = UInt256(text), value.significantBits <= bits else { break }
      return .uint(value)
    case (.int(let bits), .string(let text)), (.int(let bits), .number(let text)):
      guard let value = Int256(text), value.fits(bits: bits) else { break }
      return .int(value)
    case (.string, .string(let text)):
      return .string(text)
    case (.address, .string(let text)):
      guard let address = Address(text) else { break }
      return .address(address)
    case (.bytes, .string(let text)):
      guard let bytes = Hex.decodePrefixed(text) else { break }
      return .bytes(bytes)
    case (.fixedBytes(let count), .string(let text)):
      guard let bytes = Hex.decodePrefixed(text), bytes.count == count else { break }
      return .fixedBytes(bytes)
    case (.function, .string(let text)):
      guard let bytes = Hex.decodePrefixed(text), bytes.count == 24 else { break }
      return .fixedBytes(bytes)
    default:
      throw .wrongKind(expected: type.canonicalName)
    }
    throw .outOfRange(type: type.canonicalName)
  }

  /// The value as JSON: integers as decimal text, bytes as `0x` text, addresses with their
  /// checksum, arrays and tuples as arrays.
  public var json: JSONNode {
    switch self {
    case .uint(let value): .string(value.description)
    case .int(let value): .string(value.description)
    case .bool(let value): .bool(value)
    case .address(let value): .string(value.checksummed)
    case .fixedBytes(let value), .bytes(let value): .string(Hex.encode(value))
    case .string(let value): .string(value)
    case .array(let values), .tuple(let values): .array(values.map(\.json))
    }
  }
}
