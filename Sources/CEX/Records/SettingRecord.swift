import FixedPoint
import JSON
import TradingModel

/// Settings of an account or instrument; nil for those a message does not tell.
struct SettingRecord: WireRecord, Hashable {
  var symbol: String?
  var leverage: Rate?
  var marginMode: MarginMode?
  /// `one_way` or `hedge`.
  var positionMode: String?
  var time: Timestamp?

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.field("leverage", leverage)
    writer.text("marginMode", marginMode?.rawValue)
    writer.text("positionMode", positionMode)
    writer.time("timestamp", time)
  }
}
