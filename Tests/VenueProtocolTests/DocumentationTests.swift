import Foundation
import Testing

@testable import VenueProtocol

/// The list of endpoints in docs/simulator.md is the list in the tables.
@Suite struct DocumentationTests {
  @Test func everyEndpointIsDocumentedAndNoOther() throws {
    let here = URL(filePath: #filePath).resolvingSymlinksInPath()
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "docs/simulator.md"), encoding: .utf8)
    let documented = text.split(separator: "\n").filter { line in
      ["- GET /", "- POST /", "- PUT /", "- DELETE /"].contains { line.hasPrefix($0) }
    }.map { String($0.dropFirst(2)) }
    let tables =
      BinanceEndpoints.all + BybitEndpoints.all + OKXEndpoints.all + AdminFrontend.endpoints
    #expect(documented.sorted() == tables.map(\.name).sorted())
  }
}
