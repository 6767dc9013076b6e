import FixedPoint
import JSON
import TradingModel

/// A single change of a balance: a deposit, a withdrawal, a transfer.
struct BalanceChangeRecord: WireRecord, Hashable {
  var wallet: String
  var currency: String
  /// Units of the coin, with their sign.
  var change: Quantity
  /// The venue's word for the cause.
  var cause: String?
  var time: Timestamp?

  func write(into writer: inout JSONWriter) {
    writer.field("wallet", wallet)
    writer.field("currency", currency)
    writer.field("change", change)
    writer.text("cause", cause)
    writer.time("timestamp", time)
  }
}
