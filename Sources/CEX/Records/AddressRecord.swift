import JSON

/// Where to send a deposit.
struct AddressRecord: WireRecord, Hashable {
  var currency: String?
  var network: String?
  var address: String
  var tag: String?

  func write(into writer: inout JSONWriter) {
    writer.text("currency", currency)
    writer.text("network", network)
    writer.field("address", address)
    writer.text("tag", tag)
  }
}
