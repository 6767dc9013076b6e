import JSON

extension ABIParameter {
  /// Reads the list of parameters of a JSON ABI entry; a missing list is empty.
  static func list(_ node: JSONNode?, depth: Int = 0) throws(ABIError) -> [ABIParameter] {
    guard let node else { return [] }
    guard let nodes = node.elements else { throw .malformedSignature("parameters") }
    var parameters: [ABIParameter] = []
    for node in nodes { parameters.append(try ABIParameter(node, depth: depth)) }
    return parameters
  }

  private init(_ node: JSONNode, depth: Int) throws(ABIError) {
    guard depth < ABIType.maximumDepth else { throw .tooDeep }
    guard let text = node["type"]?.text else { throw .malformedSignature("type") }
    var type: ABIType
    if text.hasPrefix("tuple"), let nodes = node["components"] {
      let components = try Self.list(nodes, depth: depth + 1)
      guard !components.isEmpty else { throw .malformedType("()") }
      // The suffix is read behind a placeholder of one word, which is then replaced.
      type = try ABIType(parsing: "bool" + text.dropFirst(5)).replacingInnermost(
        with: .tuple(components))
    } else {
      type = try ABIType(parsing: text)
    }
    self.init(
      name: node["name"]?.text ?? "", type: type, isIndexed: node["indexed"]?.truth ?? false)
  }

  /// The name itself, if it is an identifier.
  static func checkedName(_ name: String) throws(ABIError) -> String {
    var scanner = ABISignatureScanner(name)
    guard scanner.takeWord() == name, scanner.isAtEnd else { throw .malformedSignature(name) }
    return name
  }
}

extension ABIType {
  /// The type with the element behind all array suffixes replaced.
  fileprivate func replacingInnermost(with type: ABIType) -> ABIType {
    switch self {
    case .array(let element): .array(element.replacingInnermost(with: type))
    case .fixedArray(let element, let count):
      .fixedArray(element.replacingInnermost(with: type), count)
    default: type
    }
  }
}
