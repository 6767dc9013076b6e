import ArgumentParser
import TradingModel
import Venues

/// `venues cancel`: cancels working orders.
struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Cancel one order, or all.",
    discussion: """
      venues cancel 7 --journal desk.journal
      venues cancel --all --venue binance --journal desk.journal
      """)

  @Argument(help: "Number of the order, as `venues orders` prints it.") var order: UInt64?
  @Flag(help: "Every working order.") var all = false
  @Option(help: "With --all: only this venue's orders.") var venue: String?
  @OptionGroup var options: RunOptions

  func run() async throws {
    try await Output.run(json: options.json) {
      let connection = try await options.connectToRun()
      try Output.finish(try await connection.reply(to: try request()), json: options.json)
    }
  }

  private func request() throws(VenuesError) -> EngineRequest {
    switch (order, all) {
    case (let order?, false): return .cancel(OrderID(order))
    case (nil, true): return .cancelAll(venue: venue)
    default:
      throw VenuesError(
        .usage, code: "usage", message: "name one order, or --all",
        hint: "`venues orders` lists them.")
    }
  }
}
