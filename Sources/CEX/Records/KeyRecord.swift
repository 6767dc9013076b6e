import JSON

/// What an API key may do.
struct KeyRecord: WireRecord, Hashable {
  var canRead: Bool?
  var canTrade: Bool?
  var canWithdraw: Bool?
  var canTransfer: Bool?
  /// Whether the key is bound to addresses.
  var isAddressBound: Bool?

  func write(into writer: inout JSONWriter) {
    writer.flag("read", ifKnown: canRead)
    writer.flag("trade", ifKnown: canTrade)
    writer.flag("withdraw", ifKnown: canWithdraw)
    writer.flag("transfer", ifKnown: canTransfer)
    writer.flag("ipRestricted", ifKnown: isAddressBound)
  }
}
