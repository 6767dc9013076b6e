/// How a stream ended.
public struct WebSocketClosure: Hashable, Sendable {
  /// What ended it.
  public enum Cause: Hashable, Sendable {
    /// Both sides sent close frames.
    case closeFrames
    /// The server did not agree to the upgrade; 0 where it did not even speak HTTP.
    case upgradeRefused(status: Int)
    /// The peer broke the protocol or a cap.
    case violation(WebSocketProtocolError)
    /// Nothing came for longer than the stall timeout.
    case stalled
    /// The connection ended without a close frame.
    case dropped
    /// The transport failed before or under it.
    case transport(TransportError.Cause)
  }

  /// What ended it.
  public var cause: Cause
  /// The peer's close code, where it sent one.
  public var code: UInt16?
  /// The peer's reason.
  public var reason: String
  /// Messages with this number or a higher one never left: not one byte of them.
  public var firstUnsent: UInt64
  /// Scheme, host and port.
  public var endpoint: String

  /// An ending.
  public init(
    cause: Cause, code: UInt16? = nil, reason: String = "", firstUnsent: UInt64 = 0,
    endpoint: String = ""
  ) {
    self.cause = cause
    self.code = code
    self.reason = reason
    self.firstUnsent = firstUnsent
    self.endpoint = endpoint
  }
}
