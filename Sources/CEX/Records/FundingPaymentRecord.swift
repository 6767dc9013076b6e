import FixedPoint
import JSON
import TradingModel

/// Funding paid or received.
struct FundingPaymentRecord: WireRecord, Hashable {
  var id: String?
  var symbol: String?
  var venueSymbol: String?
  /// Positive when received.
  var amount: Money
  var currency: String?
  var rate: Rate?
  var time: Timestamp?

  func write(into writer: inout JSONWriter) {
    writer.text("id", id)
    writer.text("symbol", symbol)
    writer.text("venueSymbol", venueSymbol)
    writer.field("amount", amount)
    writer.text("currency", currency)
    writer.field("rate", rate)
    writer.time("timestamp", time)
    writer.text("datetime", time?.description)
  }
}
