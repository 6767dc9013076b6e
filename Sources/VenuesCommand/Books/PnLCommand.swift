import ArgumentParser
import Venues

/// `venues pnl`.
struct PnLCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pnl", abstract: "Print equity and where its change came from.")

  @OptionGroup var options: BookOptions

  func run() async throws { try await options.ask(.pnl) }
}
