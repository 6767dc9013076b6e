extension JSONNode {
  /// Reads one JSON value and nothing after it but white space.
  /// - Throws: `JSONNodeError`.
  public init(parsing bytes: [UInt8]) throws(JSONNodeError) {
    var reader = JSONNodeReader(bytes)
    self = try reader.readDocument()
  }

  /// Reads one JSON value and nothing after it but white space.
  /// - Throws: `JSONNodeError`.
  public init(parsing text: some StringProtocol) throws(JSONNodeError) {
    try self.init(parsing: Array(text.utf8))
  }
}
