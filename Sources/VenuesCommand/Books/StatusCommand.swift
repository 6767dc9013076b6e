import ArgumentParser
import Venues

/// `venues status`.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Print how the run stands.")

  @OptionGroup var options: BookOptions

  func run() async throws { try await options.ask(.status) }
}
