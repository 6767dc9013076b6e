import JSON
import TradingModel
import VenueDefinitions

/// The venue's answer to one order request, or to one item of a batch.
struct ReportRecord: WireRecord, Hashable {
  var orderID: String?
  var clientOrderID: String?
  /// The order's status where the answer tells it; nil for a bare acknowledgement.
  var status: WireOrderStatus?
  var symbol: String?
  /// Whether the ids are those of a conditional order.
  var isConditional = false
  /// The refusal of this item; nil for a success.
  var failure: WireFailure?
  var time: Timestamp?

  func write(into writer: inout JSONWriter) {
    writer.flag("success", failure == nil)
    writer.text("orderId", orderID)
    writer.text("clientOrderId", clientOrderID)
    writer.text("status", failure == nil ? status?.rawValue : nil)
    writer.text("symbol", symbol)
    writer.flag("conditional", isConditional)
    writer.record("error", failure)
    writer.time("timestamp", time)
  }
}

extension WireFailure: WireRecord {
  func write(into writer: inout JSONWriter) {
    writer.field("category", category.rawValue)
    writer.field("then", (then ?? .reconcile).rawValue)
    writer.text("code", code)
    writer.field("message", message)
    if let retryAt { writer.number("retryAt", retryAt) }
  }
}
