import JSON

/// Something a stream or venue says about itself.
struct EventRecord: WireRecord, Hashable {
  /// `pong`, `login`, `subscribed`, `unsubscribed`, `terminated`, `acknowledged` or `ignored`.
  var kind: String
  /// The channel, topic or request it is about.
  var subject: String?

  func write(into writer: inout JSONWriter) {
    writer.field("type", kind)
    writer.text("subject", subject)
  }
}
