import ArgumentParser
import Venues

/// `venues orders`.
struct OrdersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "orders", abstract: "Print orders with their states.")

  @OptionGroup var options: BookOptions

  func run() async throws { try await options.ask(.orders) }
}
