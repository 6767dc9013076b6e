/// Opens WebSocket streams over libcurl's connections (TLS, proxies and verification are libcurl's;
/// the framing is ours, because Debian's libcurl is built without it). Offers no extension.
public final class WebSocketClient: Sendable {
  private let configuration: WebSocketConfiguration
  private let thread: TransportThread

  /// A client on a thread of its own, or on one shared with other clients.
  /// - Throws: `TransportError` where no thread can be started.
  public init(
    _ configuration: WebSocketConfiguration = WebSocketConfiguration(),
    thread: TransportThread? = nil
  ) throws(TransportError) {
    self.configuration = configuration
    if let thread { self.thread = thread } else { self.thread = try TransportThread() }
  }

  /// Opens a `ws` or `wss` address within `deadline`. Events are called back on the transport's
  /// thread in order, the last being `closed`; the handler must be short and must not wait.
  /// - Throws: `TransportError` where nothing can be sent to the address.
  public func open(
    _ url: String, headers: [HTTPHeader] = [], deadline: Duration,
    handler: @escaping @Sendable (WebSocketEvent) -> Void
  ) throws(TransportError) -> WebSocketConnection {
    guard let address = EndpointAddress(url), address.scheme == "ws" || address.scheme == "wss"
    else { throw TransportError(.invalidRequest("address"), .nothingSent) }
    guard configuration.connection.endpoints.allows(address) else {
      throw TransportError(.endpointRefused, .nothingSent, endpoint: address.origin)
    }
    guard headers.allSatisfy(\.isSendable) else {
      throw TransportError(.invalidRequest("header"), .nothingSent, endpoint: address.origin)
    }
    var entropy = SystemRandomNumberGenerator()
    let nonce = (0..<16).map { _ in UInt8.random(in: 0...255, using: &entropy) }
    let stream = WebSocketStream(
      address: address, configuration: configuration,
      handshake: WebSocketHandshake(address: address, headers: headers, nonce: nonce),
      deadline: MonotonicTime.now() + MonotonicTime.nanoseconds(deadline), handler: handler)
    guard thread.post({ stream.begin(loop: $0) }) else {
      throw TransportError(.closed, .nothingSent, endpoint: address.origin)
    }
    return WebSocketConnection(thread: thread, stream: stream)
  }

  /// Ends every stream with `closed`, also exchanges of other clients on its thread.
  public func shutDown() { thread.stop() }
}
