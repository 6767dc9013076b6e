import JSON

extension ABIFunction {
  /// Reads `function transfer(address to, uint256 amount) external returns (bool)`, or the same
  /// without the first word.
  /// - Throws: `ABIError`.
  public init(parsing text: some StringProtocol) throws(ABIError) {
    var scanner = ABISignatureScanner(text)
    let (name, inputs) = try scanner.readHeading(keyword: "function")
    var outputs: [ABIParameter] = []
    var mutability = ABIStateMutability.nonpayable
    while let word = scanner.takeWord() {
      switch word {
      case "returns":
        outputs = try scanner.readParameters(depth: 0)
      case "external", "public", "virtual", "override":
        continue
      default:
        guard let value = ABIStateMutability(rawValue: word) else {
          throw .malformedSignature(scanner.excerpt)
        }
        mutability = value
      }
    }
    try scanner.finishStatement()
    self.init(name: name, inputs: inputs, outputs: outputs, stateMutability: mutability)
  }

  /// Reads a JSON ABI entry of type `function`.
  /// - Throws: `ABIError`.
  public init(_ node: JSONNode) throws(ABIError) {
    guard node["type"]?.text == "function", let name = node["name"]?.text else {
      throw .malformedSignature("function")
    }
    let mutability = node["stateMutability"]?.text.flatMap(ABIStateMutability.init)
    self.init(
      name: try ABIParameter.checkedName(name), inputs: try ABIParameter.list(node["inputs"]),
      outputs: try ABIParameter.list(node["outputs"]),
      stateMutability: mutability ?? .nonpayable)
  }
}

extension ABISignatureScanner {
  /// Reads an optional keyword, a name and the parameters.
  mutating func readHeading(
    keyword: String
  ) throws(ABIError) -> (name: String, inputs: [ABIParameter]) {
    guard var name = takeWord() else { throw .malformedSignature(excerpt) }
    if name == keyword {
      guard let next = takeWord() else { throw .malformedSignature(excerpt) }
      name = next
    }
    return (name, try readParameters(depth: 0))
  }

  /// Takes an optional semicolon; nothing may follow.
  mutating func finishStatement() throws(ABIError) {
    _ = take(";")
    guard isAtEnd else { throw .malformedSignature(excerpt) }
  }
}
