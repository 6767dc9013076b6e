import CEX
import Foundation
import JSON
import Secrets
import Testing
import VenueDefinitions

/// The tool over the test folder's instrument answers, with fixed keys and a fixed time.
enum Fixture {
  static let time: Int64 = 1_700_000_000_000
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Clients")
  static let registry = Result { try VenueRegistry.embedded() }
  static let books: [String: InstrumentBook] = {
    var found: [String: [InstrumentRules]] = [:]
    let instruments = folder.appendingPathComponent("instruments")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: instruments.path)) ?? []
    for name in names.sorted() {
      guard let data = try? Data(contentsOf: instruments.appendingPathComponent(name)),
        let node = try? JSONNode(parsing: Array(data)), let answer = InstrumentAnswer(node)
      else { continue }
      found[answer.venue, default: []] += answer.instruments
    }
    return found.mapValues { InstrumentBook(source: "test answers", $0) }
  }()

  static let credentials = try? Credentials(
    key: "test-key", secret: SecretBytes(copying: "test-secret".utf8),
    passphrase: "test-passphrase")

  static func tool() throws -> RequestTool {
    RequestTool(registry: try registry.get(), instruments: books) { _ in credentials }
  }

  static func answer(_ line: String) throws -> JSONNode {
    try JSONNode(parsing: try tool().answer(line: Array(line.utf8), at: time))
  }
}

extension Fixture {
  /// The calls compared with other clients.
  static func calls() throws -> [String] {
    let file = folder.appendingPathComponent("calls.jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}

extension Fixture {
  /// The page that documents the tool.
  static func page() throws -> String {
    let file = folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/wire-tools.md")
    return try String(contentsOf: file, encoding: .utf8)
  }
}
