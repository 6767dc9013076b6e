import ArgumentParser
import Venues

/// `venues positions`.
struct PositionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "positions", abstract: "Print all positions with their values.")

  @OptionGroup var options: BookOptions

  func run() async throws { try await options.ask(.positions) }
}
