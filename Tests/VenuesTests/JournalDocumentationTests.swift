import Foundation
import Testing

/// docs/journal.md is true: its commands are run in their order.
@Suite struct JournalDocumentationTests {
  @Test func everyCommandEndsWell() throws {
    let folder = try TemporaryFolder()
    let page = Desks.root.appendingPathComponent("docs/journal.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    var commands: [[String]] = []
    var isCode = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isCode.toggle()
      } else if isCode, line.hasPrefix("venues ") {
        commands.append(line.split(separator: " ").dropFirst().map(String.init))
      }
    }
    #expect(commands.count == 10)
    for command in commands {
      let arguments = command.map { $0 == "desk.journal" ? folder.path("desk.journal") : $0 }
      let result = try VenuesBinary.run(arguments)
      #expect(result.code == 0 && !result.output.isEmpty, "\(command): \(result.errors)")
    }
  }
}
