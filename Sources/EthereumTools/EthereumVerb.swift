/// One tool: its name, what it does, and what people may give as arguments.
public struct EthereumVerb: Sendable {
  /// The name on the command line.
  public let name: String
  /// What it does, in a line.
  public let summary: String
  /// The request's fields that people give in order; `?` marks one that may be missing, `...` one
  /// that takes all that is left.
  public let arguments: [String]
  let run: @Sendable (ToolRequest) throws -> ToolAnswer

  init(
    _ name: String, _ summary: String, _ arguments: [String],
    _ run: @escaping @Sendable (ToolRequest) throws -> ToolAnswer
  ) {
    self.name = name
    self.summary = summary
    self.arguments = arguments
    self.run = run
  }
}
