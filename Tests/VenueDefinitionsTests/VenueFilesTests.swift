import FixedPoint
import Foundation
import Testing
import VenueDefinitions

@Suite("Venue files as documents")
struct VenueFilesTests {
  static let names = EmbeddedResources.names.filter { $0.hasPrefix("venues/") }

  /// The checkout, found from this file; nil when the sources have been moved away from it.
  static var checkout: URL? {
    let file = URL(filePath: #filePath).resolvingSymlinksInPath()
    let root = file.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let isThere = FileManager.default.fileExists(atPath: root.appending(path: "venues").path())
    return isThere ? root : nil
  }

  @Test("every block with a number names its source", arguments: names)
  func sources(name: String) throws {
    let text = try #require(EmbeddedResources.text(name))
    for block in text.components(separatedBy: "\n\n") {
      let values = block.split(separator: "\n").filter { !$0.contains("# ") }
      let holdsNumber = values.contains { line in
        line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().contains {
          $0.offset % 2 == 1 && Decimal18($0.element) != nil
        }
      }
      if holdsNumber { #expect(block.contains("# source: "), "\(name): \(block.prefix(80))") }
    }
  }

  @Test("every venue has a page", .enabled(if: checkout != nil), arguments: names)
  func pages(name: String) throws {
    let root = try #require(Self.checkout)
    let id = name.dropFirst("venues/".count).dropLast(".yaml".count)
    let page = try String(
      contentsOf: root.appending(path: "docs/venues/\(id).md"), encoding: .utf8)
    #expect(page.hasPrefix("# "))
    #expect(page.contains("## Where the numbers come from"))
  }

  @Test(
    "the embedded text is the file", .enabled(if: checkout != nil),
    arguments: EmbeddedResources.names)
  func embeddedText(name: String) throws {
    let root = try #require(Self.checkout)
    let file = try String(contentsOf: root.appending(path: name), encoding: .utf8)
    #expect(EmbeddedResources.text(name) == file)
  }
}
