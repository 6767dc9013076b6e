import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

/// A deposit, a withdrawal, or a transfer between the venue's own wallets.
struct TransferRecord: WireRecord, Hashable {
  /// `deposit`, `withdrawal` or `transfer`.
  var kind: String
  var id: String?
  /// The id we gave it.
  var clientID: String?
  var transactionID: String?
  var currency: String?
  var amount: Quantity?
  var fee: FeeRecord?
  var network: String?
  var address: String?
  var tag: String?
  /// Wallets of a transfer: `spot`, `linear`, `unified`, `trading`, `funding`…
  var from: String?
  var to: String?
  var status: WireTransferStatus
  /// The venue's own word.
  var venueStatus: String?
  var time: Timestamp?
  var updated: Timestamp?

  func write(into writer: inout JSONWriter) {
    writer.field("type", kind)
    writer.text("id", id)
    writer.text("clientId", clientID)
    writer.text("txid", transactionID)
    writer.text("currency", currency)
    writer.field("amount", amount)
    writer.record("fee", fee)
    writer.text("network", network)
    writer.text("address", address)
    writer.text("tag", tag)
    writer.text("from", from)
    writer.text("to", to)
    writer.field("status", status.rawValue)
    writer.text("venueStatus", venueStatus)
    writer.time("timestamp", time)
    writer.text("datetime", time?.description)
    writer.time("updated", updated)
  }
}
