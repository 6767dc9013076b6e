/// What happens on a stream, in order; `closed` comes exactly once and last.
public enum WebSocketEvent: Hashable, Sendable {
  /// The upgrade was agreed; the answer's header fields.
  case opened([HTTPHeader])
  /// A whole text, checked to be UTF-8.
  case text([UInt8])
  /// A whole binary message.
  case binary([UInt8])
  /// A ping came; it has been answered.
  case ping([UInt8])
  /// A pong came.
  case pong([UInt8])
  /// The stream is over.
  case closed(WebSocketClosure)
}
