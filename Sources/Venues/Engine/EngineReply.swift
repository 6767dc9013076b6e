import JSON

/// What came of a request, in every form a command may print.
public struct EngineReply: Hashable, Sendable {
  /// Exit code of the command that asked.
  public let exitCode: Int32
  /// The result, or `{"error":…}`: one JSON object.
  public let json: String
  /// An outcome in the shape of the older engines; nil for other results.
  public let flat: String?
  /// Lines for people; of a failure they belong on stderr.
  public let lines: [String]
  /// Whether there is no result, but a failure.
  public let isFailure: Bool

  /// A failure.
  public init(_ error: VenuesError) {
    var json = JSONWriter()
    json.failure(error)
    self.init(
      exitCode: error.kind.rawValue, json: json.text, flat: nil, lines: [error.description],
      isFailure: true)
  }

  init(exitCode: Int32, json: String, flat: String?, lines: [String], isFailure: Bool = false) {
    self.exitCode = exitCode
    self.json = json
    self.flat = flat
    self.lines = lines
    self.isFailure = isFailure
  }

  /// The line, without its end.
  public var line: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.number("exitCode", exitCode)
      writer.flag("failed", isFailure)
      writer.field("result", Self.node(json))
      writer.field("flat", flat.map(Self.node) ?? .null)
      writer.key("text")
      writer.array(lines) { writer, line in writer.string(line) }
    }
    return writer.text
  }

  /// Reads a line; nil for anything that is no reply.
  public init?(line: [UInt8]) {
    guard let node = try? JSONNode(parsing: line), case .number(let code)? = node["exitCode"],
      let exitCode = Int32(code), let result = node["result"],
      let isFailure = node["failed"]?.truth, let text = node["text"]?.elements
    else { return nil }
    let flat = node["flat"].flatMap { $0 == .null ? nil : $0.description }
    self.init(
      exitCode: exitCode, json: result.description, flat: flat, lines: text.compactMap(\.text),
      isFailure: isFailure)
  }

  private static func node(_ text: String) -> JSONNode {
    (try? JSONNode(parsing: text)) ?? .string(text)
  }
}
