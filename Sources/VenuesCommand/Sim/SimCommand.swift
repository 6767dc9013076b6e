import ArgumentParser

/// `venues sim`: the simulated venues.
struct SimCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sim", abstract: "Exchanges in a box, spoken to over their own protocols.",
    subcommands: [SimServeCommand.self])
}
