import Testing

/// Each rule finds what it is for, and leaves alone what only looks like it.
@Suite struct RuleTests {
  private func file(_ text: String, path: String = "Sources/Orders/Example.swift") -> SourceFile {
    SourceFile(path: path, text: text)
  }

  @Test(arguments: [
    "import Foundation", "let now = Date()", "let clock = ContinuousClock()",
    "var seed = SystemRandomNumberGenerator()", "Int.random(in: 0..<2)", "UUID()",
    "await send()", "Task { }", "Task.sleep", "DispatchQueue.main", "var x: Double = 1",
    "Float(1)", "\"\\(Double(1))\"",
  ])
  func impureWordsAreFound(_ text: String) {
    #expect(!WordRules.impurity(file(text)).isEmpty)
    #expect(WordRules.impurity(file(text, path: "Sources/CEX/Example.swift")).isEmpty)
  }

  @Test(arguments: [
    "// Double", "/* a /* Float */ Task. */", "\"Date()\"", "#\"a\"Double\"#",
    "DoubleLimbDivisor()",
    "\"\"\"\n Float \"x\" UUID()\n\"\"\"", "let update = 1", "\"\\\"Float\"",
  ])
  func wordsInProseAreLeftAlone(_ text: String) {
    #expect(WordRules.impurity(file(text)) == [])
  }

  @Test func importsOutsideTheTableAreFound() {
    #expect(ImportRules.violations(file("import TradingModel")) == [])
    #expect(!ImportRules.violations(file("import Portfolio")).isEmpty)
    #expect(!ImportRules.violations(file("@_exported public import CEX")).isEmpty)
    #expect(!ImportRules.violations(file("import struct Portfolio.Ledger")).isEmpty)
    #expect(!ImportRules.violations(file("import Glibc")).isEmpty)
    #expect(!ImportRules.violations(file("", path: "Sources/Utilities/A.swift")).isEmpty)
    #expect(ImportRules.violations(file("import CEX", path: "Sources/Venues/A.swift")) == [])
    #expect(
      !ImportRules.violations(file("import CEX", path: "Sources/VenueProtocol/A.swift")).isEmpty)
  }

  @Test func modeSwitchesAreFound() {
    let text = "switch mode {\ncase .live: arm()\ndefault: break\n}\nif mode == .backtest {}"
    #expect(WordRules.modeSwitches(file(text)).count == 2)
    let factory = "Sources/Venues/ExecutionInterfaceFactory+Live.swift"
    #expect(WordRules.modeSwitches(file(text, path: factory)) == [])
    #expect(WordRules.modeSwitches(file("case .livelier: 1")) == [])
  }

  @Test func longThingsAreFound() {
    let body = String(repeating: "  work()\n", count: 70)
    let long = file("public static func f(\n  a: Int\n) -> Int {\n\(body)}\n")
    #expect(SizeRules.functionLengths(long).map(\.lines) == [74])
    let demand = file("protocol P {\n  func f() -> Int\n  func g()\n}\n\(body)")
    #expect(SizeRules.functionLengths(demand).isEmpty)
    #expect(SizeRules.fileLength(long) == 74)
    #expect(SizeRules.longLines(file(String(repeating: "x", count: 101))).count == 1)
    #expect(SizeRules.longLines(file(String(repeating: "x", count: 100))).isEmpty)
  }

  @Test(arguments: ["try! f()", "a as! B", "fatalError()", "// TODO later", "// FIXME"])
  func unfinishedWorkIsFound(_ text: String) {
    #expect(WordRules.unfinished(file(text)).count == 1)
  }

  @Test func missingCommentsAreFound() {
    let bare = "public struct A {\n  public var b: Int\n  public func c() {}\n}"
    #expect(DocumentationRules.undocumented(file(bare)).count == 3)
    let told = "/// A.\n@frozen\npublic struct A {\n  public init() {}\n  let b: Int\n}"
    #expect(DocumentationRules.undocumented(file(told)) == [])
    let demand = file("public protocol P {\n  var b: Int { get }\n}")
    #expect(DocumentationRules.requirements(demand) == ["b"])
    #expect(DocumentationRules.undocumented(file(bare), requirements: ["b"]).count == 2)
    let less = "  public static func < (left: A, right: A) -> Bool { true }"
    #expect(DocumentationRules.undocumented(file(less)) == [])
  }

  @Test func missingPagesAndTitlesAreFound() {
    #expect(DocumentationRules.venuesWithoutPage(["venues/a.yaml"]) == ["venues/a.yaml"])
    #expect(DocumentationRules.venuesWithoutPage(["venues/a.yaml", "docs/venues/a.md"]) == [])
    #expect(DocumentationRules.titleCount("# A\n\n```\n# not one\n```\n## B\n") == 1)
    #expect(DocumentationRules.titleCount("# A\n# B\n") == 2)
    #expect(DocumentationRules.titleCount("text\n") == 0)
  }

  @Test func secretsAreFound() {
    let key = String(repeating: "0123456789abcdef", count: 4)
    #expect(CommitRules.secrets("privateKey = 0x\(key)", path: "Sources/A.swift").count == 1)
    #expect(CommitRules.secrets("-----BEGIN EC PRIVATE KEY-----", path: "a.pem").count == 1)
    #expect(CommitRules.secrets("topic = 0x\(key)", path: "Sources/A.swift") == [])
    #expect(CommitRules.secrets("privateKey = 0x\(key)", path: "Tests/A.swift") == [])
  }

  @Test func foreignFilesAreFound() {
    #expect(CommitRules.foreign(["docs/DESIGN.md", "vectors/rlp.json"]).count == 2)
    #expect(CommitRules.foreign(["docs/architecture.md"]) == [])
    #expect(CommitRules.missingIgnores(".build/\n") == ["Package.resolved"])
  }

  @Test func theRatchetOnlyTurnsOneWay() {
    #expect(Ratchet.grown(["a": 2], recorded: ["a": 2]) == [])
    #expect(Ratchet.grown(["a": 3], recorded: ["a": 2]).count == 1)
    #expect(Ratchet.grown(["a": 1], recorded: [:]).count == 1)
    #expect(Ratchet.loose(["a": 2], recorded: ["a": 2]) == [])
    #expect(Ratchet.loose([:], recorded: ["a": 2]).count == 1)
  }
}
