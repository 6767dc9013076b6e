import JSON

extension ABIEvent {
  /// Reads `event Transfer(address indexed from, address indexed to, uint256 value)`, with or
  /// without the first word and a closing `anonymous`.
  /// - Throws: `ABIError`.
  public init(parsing text: some StringProtocol) throws(ABIError) {
    var scanner = ABISignatureScanner(text)
    let (name, inputs) = try scanner.readHeading(keyword: "event")
    let word = scanner.takeWord()
    guard word == nil || word == "anonymous" else { throw .malformedSignature(scanner.excerpt) }
    try scanner.finishStatement()
    try self.init(checking: name, inputs, isAnonymous: word != nil)
  }

  /// Reads a JSON ABI entry of type `event`.
  /// - Throws: `ABIError`.
  public init(_ node: JSONNode) throws(ABIError) {
    guard node["type"]?.text == "event", let name = node["name"]?.text else {
      throw .malformedSignature("event")
    }
    try self.init(
      checking: try ABIParameter.checkedName(name), try ABIParameter.list(node["inputs"]),
      isAnonymous: node["anonymous"]?.truth ?? false)
  }

  private init(
    checking name: String, _ inputs: [ABIParameter], isAnonymous: Bool
  ) throws(ABIError) {
    self.init(name: name, inputs: inputs, isAnonymous: isAnonymous)
    guard topicCount <= 4 else { throw .malformedSignature(name) }
  }
}
