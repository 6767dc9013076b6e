/// What a frame carries (RFC 6455 section 5.2).
public enum WebSocketOpcode: UInt8, Hashable, Sendable, CaseIterable {
  /// More of a fragmented message.
  case continuation = 0
  /// A text, or its beginning.
  case text = 1
  /// Bytes, or their beginning.
  case binary = 2
  /// The end of the connection.
  case close = 8
  /// A question whether the peer is there.
  case ping = 9
  /// The answer to a ping.
  case pong = 10

  var isControl: Bool { rawValue >= 8 }
}
