/// A question.
public struct GatewayQuery: Sendable {
  /// What is asked for.
  public enum Kind: Sendable {
    /// The account's own.
    case openOrders, closedOrders, fills, positions, balance, tradingFee, leverageTiers
    /// Market data.
    case klines, orderBook, ticker, serverTime, fundingRate, fundingRates
    /// Flows.
    case fundingPayments, depositAddress, withdrawals, deposits
    /// What the API key may do.
    case keyPermissions
    /// What the venue booked in the trading wallets beside trades: funding, deposits, withdrawals
    /// and transfers, between `since` and `until`. Several requests.
    case ledger
  }

  /// What is asked for.
  public var kind: Kind
  /// Unified symbol.
  public var symbol: String?
  /// The asset.
  public var asset: String?
  /// The network.
  public var network: String?
  /// The wallet.
  public var wallet: String?
  /// Length of a candle: `1m`, `1h`.
  public var interval: String?
  /// From when, in milliseconds since 1970.
  public var since: Int64?
  /// Until when, in milliseconds since 1970.
  public var until: Int64?
  /// How many at most.
  public var limit: Int64?
  /// Whether it is about the venue's book of conditional orders.
  public var isConditional = false
}
