import ArgumentParser
import Venues

/// `venues replay`: computes a run again from its inputs and compares.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Compute a run again from its journal, and compare.",
    discussion: "venues replay desk.journal --verify")

  @Argument(help: "A journal.") var journal: String
  @Flag(help: "Check every page of the file as well.") var verify = false
  @Flag(help: "Write the projections anew from the inputs.") var rebuild = false
  @Flag(help: "JSON.") var json = false

  func run() async throws {
    try await Output.run(json: json) {
      let run = try RunJournal(path: journal)
      if verify { try run.checkIntegrity() }
      let replay = try JournalReplay(run)
      if rebuild, replay.result.mismatch == nil {
        try replay.rebuildProjections()
        Output.note("the projections were written anew")
      }
      if json {
        print(replay.result.json)
      } else {
        Output.lines(["replay of \(journal)", ""] + replay.result.lines)
      }
      let isMended = rebuild && replay.result.mismatch == nil
      if let failure = replay.result.failure, !isMended {
        Output.note(failure.description)
        throw ExitCode(failure.kind.rawValue)
      }
    }
  }
}
