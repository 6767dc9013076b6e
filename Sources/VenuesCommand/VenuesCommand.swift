import ArgumentParser
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
}
