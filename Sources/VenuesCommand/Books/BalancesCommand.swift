import ArgumentParser
import Venues

/// `venues balances`.
struct BalancesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balances", abstract: "Print balances.")

  @OptionGroup var options: BookOptions

  func run() async throws { try await options.ask(.balances) }
}
