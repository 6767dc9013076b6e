import FixedPoint
import JSON
import TradingModel

/// A price level of a book; an amount of zero in an update removes it.
struct BookLevel: Hashable, Sendable {
  var price: Price
  var amount: Quantity
}

/// A book or a change of it, with what orders it among its kind.
struct BookRecord: WireRecord, Hashable {
  var symbol: String?
  var venueSymbol: String?
  /// A whole book, or changes of one.
  var isSnapshot: Bool
  /// Best first.
  var bids: [BookLevel]
  /// Best first.
  var asks: [BookLevel]
  /// First update id it covers; nil where the venue gives none.
  var first: Int64?
  /// Last update id it covers.
  var last: Int64?
  /// Last update id of the message before; nil where the venue gives none.
  var previous: Int64?
  var time: Timestamp?
  /// Whether amounts are contracts of a size that is not known.
  var isInContracts = false

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.text("venueSymbol", venueSymbol)
    writer.field("type", isSnapshot ? "snapshot" : "delta")
    writer.key("bids")
    writer.array(bids, BookRecord.write)
    writer.key("asks")
    writer.array(asks, BookRecord.write)
    writer.field("amountUnit", isInContracts ? "contracts" : "base")
    writer.number("firstSequence", first)
    writer.number("sequence", last)
    writer.number("previousSequence", previous)
    writer.time("timestamp", time)
    writer.text("datetime", time?.description)
  }

  private static func write(_ writer: inout JSONWriter, _ level: BookLevel) {
    writer.array([level.price.description, level.amount.description]) { $0.string($1) }
  }
}
