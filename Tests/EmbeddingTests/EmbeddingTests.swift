import Foundation
import Testing

/// What README and docs/embedding.md show, built and run in a package outside the checkout.
@Suite(.serialized) struct EmbeddingTests {
  /// The checkout, or the one `VENUES_ROOT` names; nil where there is no git repository.
  private static let checkout: (root: URL, revision: String)? = {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    if let named = ProcessInfo.processInfo.environment["VENUES_ROOT"] {
      root = URL(fileURLWithPath: named)
    }
    guard
      let head = try? ScratchPackage.run("git", ["-C", root.path, "rev-parse", "HEAD"]),
      head.code == 0, FileManager.default.fileExists(atPath: root.path + "/.git")
    else { return nil }
    return (root, head.output.trimmingCharacters(in: .whitespacesAndNewlines))
  }()

  /// The Swift blocks of a page: each is a whole program.
  private static func programs(_ page: String, in root: URL) throws -> [String] {
    let text = try String(contentsOf: root.appendingPathComponent(page), encoding: .utf8)
    return text.components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  @Test func theStrategyOfTheReadmeHasAtMostFifteenLines() throws {
    let root = try #require(Self.checkout ?? nil).root
    let program = try #require(Self.programs("README.md", in: root).first)
    #expect(program.split(separator: "\n").count <= 15)
    #expect(try Self.programs("docs/embedding.md", in: root).contains(program))
  }

  @Test(.enabled(if: checkout != nil), .timeLimit(.minutes(15)))
  func everyDocumentedProgramRunsOutsideTheCheckout() throws {
    let (root, revision) = try #require(Self.checkout)
    let texts = try Self.programs("docs/embedding.md", in: root)
    let names = ["strategy", "interfaces", "doubles"]
    #expect(texts.count == names.count)
    let package = try ScratchPackage(
      programs: Array(zip(names, texts)).map { (name: $0.0, text: $0.1) }, checkout: root,
      revision: revision)
    defer { package.remove() }
    let started = ContinuousClock.now
    let result = try package.compile()
    try #require(result.code == 0, "\(result.output.suffix(3_000))")
    print("embedding: built in \(ContinuousClock.now - started)")
    let strategy = try package.run("strategy")
    #expect(strategy == (0, "12 instructions, residual 0\n"))
    #expect(try package.run("strategy").output == strategy.output)
    let interfaces = try package.run("interfaces")
    #expect(interfaces.code == 0, "\(interfaces.output)")
    #expect(interfaces.output.contains("bought 1.998 ETH\nsupply completed\ncredited 0.99"))
    #expect(interfaces.output.contains("refused, nothing was sent"))
    let doubles = try package.run("doubles")
    #expect(doubles.output == "filled 1\nstopped: outcome unknown: no answer came\n")
  }
}
