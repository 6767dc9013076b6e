/// The wallets of an account.
enum WalletKind: Int, Hashable, Sendable, CaseIterable {
  case binanceSpot, binanceFutures, binanceFunding, bybitUnified, bybitFunding, okxTrading
  case okxFunding

  var venue: String {
    switch self {
    case .binanceSpot, .binanceFutures, .binanceFunding: "binance"
    case .bybitUnified, .bybitFunding: "bybit"
    case .okxTrading, .okxFunding: "okx"
    }
  }

  /// Whether it starts with the opening balances.
  var isOpening: Bool {
    self == .binanceSpot || self == .binanceFutures || self == .bybitUnified || self == .okxTrading
  }
}
