import FixedPoint
import JSON

/// A fee: positive when paid, negative for a rebate.
struct FeeRecord: WireRecord, Hashable {
  /// The coin it was taken in; nil where the venue does not say.
  var currency: String?
  /// Units of that coin.
  var cost: Quantity

  func write(into writer: inout JSONWriter) {
    writer.text("currency", currency)
    writer.field("cost", cost)
  }
}
