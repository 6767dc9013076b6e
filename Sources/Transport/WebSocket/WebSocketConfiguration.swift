/// How streams connect, what they accept and how they notice that the peer is gone.
public struct WebSocketConfiguration: Hashable, Sendable {
  /// Endpoints, certificates, proxy and connect timeout, as for HTTP.
  public var connection = HTTPClientConfiguration()
  /// The most bytes of one frame.
  public var maximumFrameBytes = 16_777_216
  /// The most bytes of one message.
  public var maximumMessageBytes = 16_777_216
  /// The most bytes that may wait to be sent; beyond it sending is refused.
  public var maximumQueuedBytes = 4_194_304
  /// A ping is sent after this much silence; nil sends none.
  public var pingInterval: Duration? = .seconds(15)
  /// The stream is closed as stalled after this much silence.
  public var stallTimeout: Duration = .seconds(45)
  /// How long the peer may take to answer our close frame.
  public var closeTimeout: Duration = .seconds(2)

  /// The defaults: loopback only, pings after 15 s, stalled after 45 s.
  public init() {}
}
