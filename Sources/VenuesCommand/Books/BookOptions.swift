import ArgumentParser
import Venues

/// Options of the verbs that ask about a run.
struct BookOptions: ParsableArguments {
  @OptionGroup var journal: JournalOptions
  @Option(help: "A configuration file that names the journal.") var config: String?
  @Flag(help: "One JSON object instead of tables.") var json = false

  /// Asks the running engine, or reads the journal.
  func ask(_ query: BookQuery) async throws {
    try await Output.run(json: json) {
      let configuration = try config.map { file throws(VenuesError) in
        try Setup.configuration(file: file)
      }
      if let client = try journal.client(configuration) {
        try Output.finish(try client.send(.query(query)), json: json)
        return
      }
      let replay = try JournalReplay(try existing(configuration))
      if let failure = replay.result.failure { throw failure }
      let answer = replay.answer(query)
      json ? print(answer.json) : Output.lines(answer.lines)
    }
  }

  /// The journal, when there is one.
  ///
  /// - Throws: ``VenuesError`` (`notRunning`, exit code 3) when there is none.
  func existing(_ configuration: RunConfiguration?) throws(VenuesError) -> RunJournal {
    guard let path = journal.path(configuration) else {
      throw VenuesError(
        .notRunning, code: "notRunning", message: "no engine runs, and no journal is named",
        hint: "Name one with --journal, or start an engine with `venues run`.")
    }
    let run = try RunJournal(path: path)
    guard run.isExisting else {
      throw VenuesError(
        .notRunning, code: "notRunning", message: "no engine runs, and there is no journal",
        path: path, hint: "`venues exec FILE --journal \(path)` makes one.")
    }
    return run
  }
}
