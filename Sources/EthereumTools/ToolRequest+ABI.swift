import Ethereum
import JSON

extension ToolRequest {
  /// `types`: an array of type names, or one text with commas; or one `type`.
  func types() throws -> (types: [ABIType], isSingle: Bool) {
    if has("type") { return ([try ABIType(parsing: text("type"))], true) }
    let value = try value("types")
    if let text = value.text {
      guard case .tuple(let components) = try ABIType(parsing: "(\(text))") else {
        throw ToolError.invalid("types", "is not a list of types")
      }
      return (components.map(\.type), false)
    }
    let names = try list("types").map { node in
      guard let name = node.text else { throw ToolError.invalid("types", "has what is no type") }
      return name
    }
    return (try names.map { try ABIType(parsing: $0) }, false)
  }

  /// `values` of these types, or one `value`.
  func values(_ types: [ABIType], isSingle: Bool) throws -> [ABIValue] {
    if isSingle, let first = types.first { return [try ABIValue(value("value"), as: first)] }
    return try ABIValue(value("values"), as: .tuple(of: types)).elements ?? []
  }

  /// Signatures given one (`signature`, for example) or many (`abi`), text or JSON ABI entries.
  func definitions<Definition>(
    _ names: [String], parse: (String) throws -> Definition, read: (JSONNode) throws -> Definition
  ) throws -> [Definition] {
    guard let (name, value) = find(names) else { throw ToolError.missing(names.first ?? "") }
    let nodes = value.elements ?? [value]
    return try nodes.map { node in
      if let text = node.text { return try parse(text) }
      guard node.members != nil else { throw ToolError.invalid(name, "is no signature") }
      return try read(node)
    }
  }

  func functions(_ names: String...) throws -> [ABIFunction] {
    try definitions(names, parse: { try ABIFunction(parsing: $0) }, read: { try ABIFunction($0) })
  }

  func events(_ names: String...) throws -> [ABIEvent] {
    try definitions(names, parse: { try ABIEvent(parsing: $0) }, read: { try ABIEvent($0) })
  }

  func errors(_ names: String...) throws -> [ABIErrorDefinition] {
    try definitions(
      names, parse: { try ABIErrorDefinition(parsing: $0) }, read: { try ABIErrorDefinition($0) })
  }
}
