import JSON
import TradingModel

/// Disconnect protection: once no connection with its topic is left, the product's orders are
/// cancelled after the window, unless one comes back. Source: bybit docs v5/order/dcp and
/// v5/websocket/private/dcp.
enum BybitProtection {
  private static let products: [(topic: String, name: String, market: Market)] = [
    ("dcp.future", "DERIVATIVES", .perp), ("dcp.spot", "SPOT", .spot),
  ]

  /// Takes the window of a product.
  static func set(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard let window = call.integer("timeWindow"), (3...300).contains(window) else {
      throw BybitFailures.missing("timeWindow")
    }
    let product = call["product"] ?? "OPTIONS"
    state.accounts[call.account].wallets[WalletKind.bybitUnified.rawValue].labels[
      "dcp \(product)"] =
      String(window)
    return .object([])
  }

  /// A connection is gone.
  static func lost(_ session: StreamSession, _ state: inout VenueServerState) {
    guard session.path == "/v5/private", let account = session.account else { return }
    let wallet = WalletKind.bybitUnified.rawValue
    for product in products where session.topics.contains(product.topic) {
      let isKept = state.sessionOrder.contains { id in
        guard let other = state.sessions[id] else { return false }
        return other.account == account && other.topics.contains(product.topic)
      }
      let label = state.accounts[account].wallets[wallet].labels["dcp \(product.name)"]
      guard !isKept, let window = label.flatMap({ Int64($0) }) else { continue }
      let end = state.now.advanced(by: .seconds(window))
      for feed in state.feeds("bybit", product.market) {
        state.accounts[account].wallets[wallet].deadlines.append((feed, end))
      }
    }
  }

  /// A connection has subscribed.
  static func kept(_ topics: [String], account: Int, _ state: inout VenueServerState) {
    for product in products where topics.contains(product.topic) {
      let feeds = state.feeds("bybit", product.market)
      state.accounts[account].wallets[WalletKind.bybitUnified.rawValue].deadlines.removeAll {
        feeds.contains($0.feed)
      }
    }
  }
}
