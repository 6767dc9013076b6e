/// How soon a private stream notices that it is of no use. Nanoseconds.
struct PrivateTiming: Hashable, Sendable {
  /// Pause between heartbeats; OKX closes after 30 s, Bybit asks for one every 20 s.
  var heartbeat: Int64 = 10_000_000_000
  /// Nothing at all for this long ends the connection.
  var silence: Int64 = 30_000_000_000
  /// Time for a login, a subscription or a listen key to be answered.
  var answer: Int64 = 5_000_000_000
  /// Time for the snapshot behind the buffer.
  var snapshot: Int64 = 20_000_000_000
  /// A listen key lives an hour and is prolonged this often. Source: USDS-M "Keepalive User Data
  /// Stream".
  var keyRenewal: Int64 = 1_800_000_000_000
  /// Most messages buffered during a snapshot.
  var bufferLimit = 10_000
}
