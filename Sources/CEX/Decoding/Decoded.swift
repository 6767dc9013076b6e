/// What one answer or message says, in our words. Most are empty in any one of them.
struct Decoded: Sendable {
  var reports: [ReportRecord] = []
  var orders: [OrderRecord] = []
  var fills: [FillRecord] = []
  var positions: [PositionRecord] = []
  var balances: [BalanceRecord] = []
  var balanceChanges: [BalanceChangeRecord] = []
  var quotes: [QuoteRecord] = []
  var trades: [TradeRecord] = []
  var books: [BookRecord] = []
  var fundings: [FundingRecord] = []
  var fundingPayments: [FundingPaymentRecord] = []
  var ledger: [LedgerRecord] = []
  var klines: [KlineRecord] = []
  var transfers: [TransferRecord] = []
  var addresses: [AddressRecord] = []
  var instruments: [InstrumentRecord] = []
  var tiers: [TierRecord] = []
  var feeRates: [FeeRateRecord] = []
  var keys: [KeyRecord] = []
  var settings: [SettingRecord] = []
  var closedPositions: [ClosedPositionRecord] = []
  var events: [EventRecord] = []
  /// The venue's clock, in milliseconds since 1970.
  var serverTime: Int64?
  /// The key of a private stream.
  var listenKey: String?
  /// The cursor of the next page; nil at the end.
  var cursor: String?
  /// Whether it was a list, which may be empty.
  var isList = false
  /// What was asked, where the line tells.
  var kind: RequestKind?
  /// What must be done besides taking the values.
  var failure: WireFailure?

  /// Whether nothing at all was recognised.
  var isEmpty: Bool {
    reports.isEmpty && orders.isEmpty && fills.isEmpty && positions.isEmpty && balances.isEmpty
      && balanceChanges.isEmpty && quotes.isEmpty && trades.isEmpty && books.isEmpty
      && fundings.isEmpty && fundingPayments.isEmpty && ledger.isEmpty && klines.isEmpty
      && transfers.isEmpty && addresses.isEmpty && instruments.isEmpty && tiers.isEmpty
      && feeRates.isEmpty && keys.isEmpty && settings.isEmpty && closedPositions.isEmpty
      && events.isEmpty && serverTime == nil && listenKey == nil
  }
}
