/// What the messages of a stream topic, channel or event carry.
public enum WireChannel: String, Hashable, Sendable, CaseIterable {
  /// Orders, with their fills where the venue joins the two.
  case orders
  /// Conditional (algo) orders.
  case conditionalOrders = "conditional_orders"
  /// Fills.
  case fills
  /// Positions.
  case positions
  /// Balances.
  case balances
  /// Balances and positions together.
  case account
  /// A change of one balance.
  case balanceChange = "balance_change"
  /// Leverage or another setting.
  case settings
  /// Best bid and ask, or the last day's figures.
  case quotes
  /// Trades of the market.
  case trades
  /// Order books.
  case books
  /// Candles.
  case klines
  /// Mark price and funding rate.
  case funding
  /// Deposits.
  case deposits
  /// Withdrawals.
  case withdrawals
  /// The stream is about to end, or has ended.
  case ended
  /// Known and of no consequence to us.
  case ignored
}
