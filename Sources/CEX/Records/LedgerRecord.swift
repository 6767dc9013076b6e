import FixedPoint
import JSON
import TradingModel

/// One line of the venue's account ledger.
struct LedgerRecord: WireRecord, Hashable {
  var id: String?
  /// The venue's word for the cause.
  var type: String?
  var currency: String?
  /// Units of the coin, with their sign.
  var amount: Quantity
  var fee: FeeRecord?
  /// The balance after it.
  var after: Quantity?
  var symbol: String?
  /// The order, trade or transfer behind it.
  var reference: String?
  var time: Timestamp?

  func write(into writer: inout JSONWriter) {
    writer.text("id", id)
    writer.text("type", type)
    writer.text("currency", currency)
    writer.field("amount", amount)
    writer.record("fee", fee)
    writer.field("after", after)
    writer.text("symbol", symbol)
    writer.text("reference", reference)
    writer.time("timestamp", time)
    writer.text("datetime", time?.description)
  }
}
