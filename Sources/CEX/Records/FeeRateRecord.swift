import FixedPoint
import JSON

/// Fee rates: positive when paid, negative for a rebate.
struct FeeRateRecord: WireRecord, Hashable {
  var symbol: String?
  var maker: Rate?
  var taker: Rate?

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.field("maker", maker)
    writer.field("taker", taker)
  }
}
