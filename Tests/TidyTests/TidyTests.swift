import Testing

/// The rules of the house, over the files of this checkout.
@Suite struct TidyTests {
  private static let repository = Repository.current
  private static let paths = repository.paths
  private static let sources = repository.sources

  @Test func theCheckoutIsFound() {
    #expect(Self.sources.count > 100)
    #expect(Self.paths.contains(".gitignore"))
  }

  @Test func coreRoomsArePure() {
    expectNone(Self.sources.flatMap(WordRules.impurity))
  }

  @Test func roomsImportOnlyWhatTheyWereGiven() {
    expectNone(Self.sources.flatMap(ImportRules.violations))
  }

  @Test func onlyTheFactoryAndTheSafetyGateKnowTheMode() {
    expectNone(Self.sources.flatMap(WordRules.modeSwitches))
  }

  @Test func filesAreShort() {
    let over = Self.sources.map { ($0.path, SizeRules.fileLength($0)) }
      .filter { $0.1 > SizeRules.fileLimit }
    expectNoGrowth(Dictionary(over, uniquingKeysWith: max), recorded: Ratchet.fileLengths)
  }

  @Test func functionsAreShort() {
    let over = Self.sources.flatMap(SizeRules.functionLengths)
      .filter { $0.lines > SizeRules.functionLimit }
    expectNoGrowth(
      countedByFile(over.map(\.place)), recorded: Ratchet.longFunctions,
      places: over.map { "\($0.place): \($0.lines) lines" })
  }

  @Test func linesAreShort() {
    let over = Self.sources.flatMap(SizeRules.longLines)
    expectNoGrowth(countedByFile(over), recorded: Ratchet.longLines, places: over)
  }

  @Test func nothingIsUnfinishedOrTraps() {
    expectNone(Self.sources.flatMap(WordRules.unfinished))
  }

  @Test func publicDeclarationsAreExplained() {
    let demands = Self.sources.reduce(into: Set<String>()) {
      $0.formUnion(DocumentationRules.requirements($1))
    }
    var measured: [String: Int] = [:]
    var places: [String] = []
    for file in Self.sources {
      let missing = DocumentationRules.undocumented(file, requirements: demands)
      if !missing.isEmpty { measured[file.room, default: 0] += missing.count }
      places += missing
    }
    expectNoGrowth(measured, recorded: Ratchet.undocumented, places: places)
  }

  @Test func everyVenueHasAPage() {
    expectNone(DocumentationRules.venuesWithoutPage(Self.paths))
  }

  @Test func everyPageHasOneTitle() {
    let pages = Self.paths.filter { $0.hasSuffix(".md") }
    expectNone(
      pages.filter { DocumentationRules.titleCount(Self.repository.text(of: $0)) != 1 })
  }

  @Test func noSecretIsCommitted() {
    expectNone(
      Self.paths.flatMap { CommitRules.secrets(Self.repository.text(of: $0), path: $0) })
  }

  @Test func nothingForeignIsCommitted() {
    expectNone(CommitRules.foreign(Self.paths))
    expectNone(CommitRules.missingIgnores(Self.repository.text(of: ".gitignore")))
  }

  private func countedByFile(_ places: [String]) -> [String: Int] {
    Dictionary(places.map { (String($0.prefix { $0 != ":" }), 1) }, uniquingKeysWith: +)
  }

  private func expectNoGrowth(
    _ measured: [String: Int], recorded: [String: Int], places: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let grown = Ratchet.grown(measured, recorded: recorded)
    expectNone(grown.isEmpty ? [] : grown + places, sourceLocation: sourceLocation)
    for entry in Ratchet.loose(measured, recorded: recorded) {
      Issue.record("\(entry)", severity: .warning, sourceLocation: sourceLocation)
    }
  }

  private func expectNone(
    _ violations: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let list = violations.joined(separator: "\n")
    #expect(violations.isEmpty, "\(list)", sourceLocation: sourceLocation)
  }
}
