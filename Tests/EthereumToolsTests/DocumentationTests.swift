import EthereumTools
import Foundation
import JSON
import Testing

/// docs/eth.md says what the tools do: its examples are run, and no verb is left out.
@Suite("docs/eth.md")
struct DocumentationTests {
  private struct Example {
    let verb: String
    let request: JSONNode
    let answer: JSONNode
  }

  private static var page: String {
    get throws {
      // A package of symbolic links to the checkout works too.
      let file = URL(filePath: #filePath).resolvingSymlinksInPath()
      let root = file.deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
      return try String(contentsOf: root.appending(path: "docs/eth.md"), encoding: .utf8)
    }
  }

  private static func examples() throws -> [Example] {
    var examples: [Example] = []
    let blocks = try page.components(separatedBy: "```eth ").dropFirst()
    for block in blocks {
      let text = try #require(block.components(separatedBy: "\n```").first)
      let lines = text.components(separatedBy: "\n")
      let halves = lines.dropFirst().split(separator: "=>")
      #expect(halves.count == 2)
      examples.append(
        Example(
          verb: lines[0], request: try JSONNode(parsing: halves[0].joined(separator: "\n")),
          answer: try JSONNode(parsing: halves[1].joined(separator: "\n"))))
    }
    return examples
  }

  /// Equal, but that `"…"` stands for anything.
  private static func fits(_ found: JSONNode?, _ told: JSONNode) -> Bool {
    if told.text == "…" { return found?.text?.isEmpty == false }
    guard let members = told.members else { return found == told }
    guard let others = found?.members, others.map(\.name) == members.map(\.name) else {
      return false
    }
    return zip(members, others).allSatisfy { fits($1.value, $0.value) }
  }

  @Test func everyExampleIsTrue() throws {
    setenv("VENUES_EXAMPLE_KEY", "0x" + String(repeating: "46", count: 32), 1)
    setenv("VENUES_EXAMPLE_PASSWORD", "correct horse", 1)
    setenv(
      "VENUES_EXAMPLE_PHRASE", String(repeating: "test ", count: 11) + "junk", 1)
    let examples = try Self.examples()
    for example in examples {
      let answer = try ask(example.verb, example.request)
      #expect(Self.fits(answer, example.answer), "\(example.verb): \(answer)")
    }
    #expect(examples.count >= EthereumTools.verbs.count)
  }

  @Test func everyVerbHasAnExample() throws {
    let shown = Set(try Self.examples().map(\.verb))
    for verb in EthereumTools.verbs { #expect(shown.contains(verb.name), "\(verb.name)") }
    #expect(Set(EthereumTools.verbs.map(\.name)).count == EthereumTools.verbs.count)
  }
}
