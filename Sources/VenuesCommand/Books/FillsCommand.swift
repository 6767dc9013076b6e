import ArgumentParser
import Venues

/// `venues fills`.
struct FillsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fills", abstract: "Print executions.")

  @OptionGroup var options: BookOptions

  func run() async throws { try await options.ask(.fills) }
}
