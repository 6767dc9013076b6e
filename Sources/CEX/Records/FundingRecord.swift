import FixedPoint
import JSON
import TradingModel

/// Mark price and funding rate.
struct FundingRecord: WireRecord, Hashable {
  var symbol: String?
  var venueSymbol: String?
  /// The rate of the funding at ``fundingTime``; longs pay when positive.
  var rate: Rate?
  /// When the rate is, or was, paid.
  var fundingTime: Timestamp?
  var nextRate: Rate?
  var nextFundingTime: Timestamp?
  var intervalHours: Int64?
  var mark: Price?
  var index: Price?
  var time: Timestamp?

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.text("venueSymbol", venueSymbol)
    writer.field("fundingRate", rate)
    writer.time("fundingTimestamp", fundingTime)
    writer.text("fundingDatetime", fundingTime?.description)
    writer.field("nextFundingRate", nextRate)
    writer.time("nextFundingTimestamp", nextFundingTime)
    writer.number("intervalHours", intervalHours)
    writer.field("markPrice", mark)
    writer.field("indexPrice", index)
    writer.time("timestamp", time)
    writer.text("datetime", time?.description)
  }
}
