import ArgumentParser
import VenueDefinitions
import Venues

/// `venues config`: what runs are set up with.
struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show or check a configuration.",
    subcommands: [Show.self, Check.self])

  /// Prints the configuration in force.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the embedded configuration.")

    func run() async throws {
      print(EmbeddedResources.text("config/backtest.yaml") ?? "", terminator: "")
    }
  }

  /// Checks a file.
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check a configuration file.")
    @Argument(help: "A configuration file.") var file: String
    @Flag(help: "JSON.") var json = false

    func run() async throws {
      try await Output.run(json: json) {
        _ = try Setup.configuration(file: file)
        print(json ? "{\"ok\":true}" : "\(file): ok")
      }
    }
  }
}
