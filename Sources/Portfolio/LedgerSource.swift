import TradingModel

/// What an entry of the ledger came from, by ids.
public enum LedgerSource: Hashable, Sendable {
  /// The opening, a deposit or a withdrawal of the owner.
  case opening
  /// An execution.
  case fill(InstrumentID, tradeID: UInt64, order: OrderID?)
  /// A funding payment.
  case funding(InstrumentID)
  /// Movements told by a venue or chain.
  case movements
}
