import ArgumentParser
import Glibc
import JSON
import Venues

/// The command line. Each verb is a file of its own.
@main
struct VenuesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "venues",
    abstract: "One execution layer for exchanges, chains and the transfers between them.",
    discussion: """
      Examples:
        venues exec docs/examples/eth-basis.json
        venues plan docs/examples/eth-basis.json --json
        venues exec docs/examples/eth-basis.json --journal desk.journal
        venues positions --journal desk.journal
        venues replay desk.journal

      Results go to stdout, everything else to stderr. Exit codes: docs/exit-codes.md.
      """,
    version: Version.text,
    subcommands: [
      ExecCommand.self, PlanCommand.self, RunCommand.self, StatusCommand.self,
      PositionsCommand.self, BalancesCommand.self, OrdersCommand.self, FillsCommand.self,
      ExposureCommand.self, RiskCommand.self, PnLCommand.self, CancelCommand.self,
      ReplayCommand.self, DataCommand.self, ListCommand.self, ConfigCommand.self,
      SimCommand.self, DecodeCommand.self, RequestCommand.self, EthCommand.self,
      CompletionsCommand.self,
      VersionCommand.self,
    ])

  /// Runs the verb. A wrong flag or argument ends like every other mistake: with the documented
  /// code, and where JSON was asked for with one object.
  static func main() async {
    // The same text as the parser's, without the parser: it looks at every type to find it.
    if let word = CommandLine.arguments.dropFirst().first, CommandLine.arguments.count == 2,
      ["--help", "-h", "help"].contains(word)
    {
      return print(helpMessage())
    }
    do {
      var command = try parseAsRoot()
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      let wantsJSON = CommandLine.arguments.contains { $0 == "--json" || $0 == "--jsonl" }
      if wantsJSON {
        var writer = JSONWriter()
        writer.failure(
          VenuesError(
            .usage, code: "usage", message: message(for: error),
            hint: "`venues VERB --help` lists arguments and flags."))
        print(writer.text)
      } else {
        Output.note(fullMessage(for: error))
      }
      Glibc.exit(VenuesError.Kind.usage.rawValue)
    }
  }
}
