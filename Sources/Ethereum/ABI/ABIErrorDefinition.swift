import JSON

/// A contract's custom error.
public struct ABIErrorDefinition: Hashable, Sendable {
  /// The name.
  public let name: String
  /// The parameters.
  public let inputs: [ABIParameter]
  /// The four bytes that the revert data begins with.
  public let selector: FunctionSelector

  /// A custom error.
  public init(name: String, inputs: [ABIParameter]) {
    self.name = name
    self.inputs = inputs
    selector = FunctionSelector(signature: name + inputs.canonicalTypes)
  }

  /// Reads `error InsufficientBalance(uint256 available, address owner)`, with or without the first
  /// word.
  /// - Throws: `ABIError`.
  public init(parsing text: some StringProtocol) throws(ABIError) {
    var scanner = ABISignatureScanner(text)
    let (name, inputs) = try scanner.readHeading(keyword: "error")
    try scanner.finishStatement()
    self.init(name: name, inputs: inputs)
  }

  /// Reads a JSON ABI entry of type `error`.
  /// - Throws: `ABIError`.
  public init(_ node: JSONNode) throws(ABIError) {
    guard node["type"]?.text == "error", let name = node["name"]?.text else {
      throw .malformedSignature("error")
    }
    self.init(
      name: try ABIParameter.checkedName(name), inputs: try ABIParameter.list(node["inputs"]))
  }

  /// The canonical signature, such as `InsufficientBalance(uint256,address)`.
  public var signature: String { name + inputs.canonicalTypes }

  /// The arguments in revert data of this error.
  /// - Throws: `ABIError`.
  public func decode(_ data: [UInt8]) throws(ABIError) -> [ABIValue] {
    guard FunctionSelector(startOf: data) == selector else { throw .selectorMismatch }
    return try ABI.decode(inputs.map(\.type), data.dropFirst(4))
  }
}
