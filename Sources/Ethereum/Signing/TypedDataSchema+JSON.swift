import JSON

extension TypedDataSchema {
  /// Reads the `types` member of typed data.
  /// - Throws: `TypedDataError`.
  public init(_ node: JSONNode) throws(TypedDataError) {
    guard let members = node.members else { throw .malformed("types") }
    var structs: [TypedDataStruct] = []
    for member in members {
      guard let nodes = member.value.elements else { throw .malformed("types") }
      var fields: [TypedDataField] = []
      for node in nodes {
        guard let name = node["name"]?.text, let type = node["type"]?.text else {
          throw .malformed("types")
        }
        fields.append(TypedDataField(name: name, type: type))
      }
      structs.append(TypedDataStruct(name: member.name, fields: fields))
    }
    try self.init(structs)
  }

  /// Reads a structure's value: an object with exactly its members. `null` stands for an absent
  /// structure.
  /// - Throws: `TypedDataError`.
  public func value(_ node: JSONNode, of name: String) throws(TypedDataError) -> ABIValue {
    guard let definition = self[name] else { throw .unknownType(name) }
    return try structure(node, definition, depth: 0)
  }

  private func structure(
    _ node: JSONNode, _ definition: TypedDataStruct, depth: Int
  ) throws(TypedDataError) -> ABIValue {
    guard let members = node.members else { throw .invalidValue(type: definition.name) }
    for member in members where !definition.fields.contains(where: { $0.name == member.name }) {
      throw .unexpectedMember(member.name)
    }
    var values: [ABIValue] = []
    for field in definition.fields {
      guard let node = members.first(where: { $0.name == field.name })?.value else {
        throw .missingMember(field.name)
      }
      values.append(try value(node, type: field.type, depth: depth + 1))
    }
    return .tuple(values)
  }

  private func value(
    _ node: JSONNode, type name: String, depth: Int
  ) throws(TypedDataError) -> ABIValue {
    guard depth < ABIType.maximumDepth else { throw .tooDeep }
    switch try resolve(name) {
    case .structure(let definition):
      if node == .null { return .tuple([]) }
      return try structure(node, definition, depth: depth)
    case .array(let element, let count):
      guard let nodes = node.elements, count == nil || count == nodes.count else {
        throw .invalidValue(type: name)
      }
      var values: [ABIValue] = []
      for node in nodes { values.append(try value(node, type: element, depth: depth + 1)) }
      return .array(values)
    case .elementary(let type):
      guard let value = try? ABIValue.elementary(node, type) else {
        throw .invalidValue(type: name)
      }
      return value
    }
  }
}
