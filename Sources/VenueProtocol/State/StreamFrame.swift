/// Something to send on a WebSocket connection.
public struct StreamFrame: Sendable, Hashable {
  /// What is sent.
  public enum Content: Sendable, Hashable {
    /// A text frame.
    case text(String)
    /// A ping.
    case ping
    /// A close frame with a code.
    case close(UInt16)
  }

  /// The connection's number.
  public let connection: Int
  /// What is sent.
  public let content: Content
}
