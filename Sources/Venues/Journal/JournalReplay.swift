import ExecutionCore
import ExecutionRuntime
import Journal
import TradingModel

/// Computes from the inputs of a journal everything else it holds, and compares. No market data
/// and no simulated venue take part: the inputs are enough.
public struct JournalReplay {
  /// What was found.
  public let result: ReplayResult
  let source: BookSource
  let rows: JournalProjections

  /// Replays a journal to its end.
  ///
  /// - Throws: ``VenuesError`` when the venue definitions are not those of the run, or the journal
  ///   cannot be read.
  public init(_ run: RunJournal) throws(VenuesError) {
    guard let journal = run.journal, let header = run.header,
      let configuration = try run.configuration()
    else {
      throw VenuesError(
        .usage, code: "noJournal", message: "there is no journal", path: run.path,
        hint: "`venues exec FILE --journal PATH` makes one.")
    }
    let factory = try ExecutionInterfaceFactory(
      configuration: configuration, venuesDirectory: run.venuesDirectory)
    guard VenueDefinitionsDigest.of(overriddenBy: run.venuesDirectory) == header.venuesDigest else {
      throw VenuesError(
        .configuration, code: "journal.configurationChanged",
        message: "the venue definitions are not those the journal began with",
        path: header.venuesDirectory, hint: "Use the program and the folder that made the journal.")
    }
    var pass = ReplayPass(
      core: try factory.coreConfiguration(of: header), catalog: factory.catalog, start: header.start
    )
    do {
      try pass.run(journal)
      source = BookSource(
        core: pass.loop.core, catalog: factory.catalog, mode: header.mode,
        now: try journal.clock() ?? pass.loop.now, engine: nil, journal: journal,
        fills: pass.rows.executions)
      rows = pass.rows
      result = try pass.result(journal)
    } catch {
      throw VenuesError(store: error)
    }
  }

  /// Answers a question about the run as its journal left it.
  public func answer(_ query: BookQuery) -> BookAnswer { source.answer(query) }

  /// Writes the projections anew from the inputs.
  public func rebuildProjections() throws(VenuesError) {
    do {
      try source.journal?.replaceProjections(rows)
    } catch {
      throw VenuesError(error)
    }
  }
}
