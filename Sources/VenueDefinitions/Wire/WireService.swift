/// A service of an exchange that has an address of its own.
public enum WireService: String, Hashable, Sendable, CaseIterable {
  /// REST: spot, linear perpetuals, and deposits, withdrawals and transfers.
  case restSpot, restLinear, restWallet
  /// WebSocket: public market data.
  case publicSpot, publicLinear
  /// WebSocket: the account's own orders, fills and balances.
  case privateSpot, privateLinear
  /// WebSocket: what the venue streams apart from both (OKX candles and algo orders).
  case business
  /// WebSocket: order entry.
  case tradeSpot, tradeLinear
}
