import FixedPoint
import TradingModel

/// A change of a wallet's balance that is not a trade, or its fee or profit.
struct LedgerEntry: Sendable {
  /// What caused it.
  enum Kind: String, Hashable, Sendable {
    case funding, profit, fee, transfer, deposit, withdrawal, insurance
  }

  let id: Int
  let kind: Kind
  let asset: AssetID
  /// Positive when received.
  let amount: Quantity
  /// Place of the instrument's market; nil where it has none.
  let feed: Int?
  let time: Timestamp
}
