import FixedPoint
import JSON

/// An instrument's rules as its venue states them, in base units.
struct InstrumentRecord: WireRecord, Hashable {
  var symbol: String
  var venueSymbol: String
  /// `spot` or `linear`.
  var market: String
  var base: String
  var quote: String
  var settle: String?
  var tick: Price?
  var step: Quantity?
  var minimumAmount: Quantity?
  var maximumAmount: Quantity?
  var minimumCost: Money?
  /// Base units per contract.
  var contractSize: Quantity?
  var fundingIntervalHours: Int64?
  /// Whether it trades now.
  var isActive: Bool
  var venueStatus: String?

  func write(into writer: inout JSONWriter) {
    writer.field("symbol", symbol)
    writer.field("venueSymbol", venueSymbol)
    writer.field("market", market)
    writer.field("base", base)
    writer.field("quote", quote)
    writer.text("settle", settle)
    writer.field("tick", tick)
    writer.field("step", step)
    writer.field("minAmount", minimumAmount)
    writer.field("maxAmount", maximumAmount)
    writer.field("minCost", minimumCost)
    writer.field("contractSize", contractSize)
    writer.number("fundingIntervalHours", fundingIntervalHours)
    writer.flag("active", isActive)
    writer.text("venueStatus", venueStatus)
  }
}
