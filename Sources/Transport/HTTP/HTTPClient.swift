import Synchronization

/// HTTP over libcurl: HTTP/2 where the server offers it over TLS, else HTTP/1.1, with kept
/// connections. Follows no redirection, keeps no cookie, reads no environment, and never sends a
/// request twice that is not a read.
public final class HTTPClient: HTTPSending {
  private static let count = Atomic<UInt64>(0)

  private let number: UInt64
  private let configuration: HTTPClientConfiguration
  private let thread: TransportThread

  /// A client on a thread of its own, or on one shared with other clients.
  /// - Throws: `TransportError` where no thread can be started.
  public init(
    _ configuration: HTTPClientConfiguration = HTTPClientConfiguration(),
    thread: TransportThread? = nil
  ) throws(TransportError) {
    number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
    self.configuration = configuration
    if let thread { self.thread = thread } else { self.thread = try TransportThread() }
  }

  /// Sends a request once and waits for the whole answer, at most `deadline` from now. When the
  /// task is cancelled the exchange ends with `cancelled`.
  public func send(
    _ request: HTTPRequest, deadline: Duration
  ) async throws(TransportError) -> HTTPResponse {
    let ticket = HTTPTicket(thread: thread)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        submit(request, deadline: deadline, ticket: ticket) { continuation.resume(returning: $0) }
      }
    } onCancel: {
      ticket.cancel()
    }
    return try result.get()
  }

  /// Sends a request once; the answer is called back on the transport's thread, exactly once. The
  /// handler must be short and must not wait.
  @discardableResult
  public func submit(
    _ request: HTTPRequest, deadline: Duration,
    completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> HTTPTicket {
    let ticket = HTTPTicket(thread: thread)
    submit(request, deadline: deadline, ticket: ticket, completion: completion)
    return ticket
  }

  /// Ends every exchange under way with `closed`, also those of other clients on its thread.
  public func shutDown() { thread.stop() }

  private func submit(
    _ request: HTTPRequest, deadline: Duration, ticket: HTTPTicket,
    completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) {
    guard let address = EndpointAddress(request.url),
      address.scheme == "http" || address.scheme == "https"
    else { return completion(.failure(refusal(.invalidRequest("address"), nil))) }
    guard configuration.endpoints.allows(address) else {
      return completion(.failure(refusal(.endpointRefused, address)))
    }
    guard request.headers.allSatisfy(\.isSendable) else {
      return completion(.failure(refusal(.invalidRequest("header"), address)))
    }
    let end = MonotonicTime.now() + MonotonicTime.nanoseconds(deadline)
    let exchange = HTTPExchange(
      request: request, address: address, configuration: configuration,
      client: number, deadline: end,
      completion: completion)
    ticket.attach(exchange)
    if !thread.post({ exchange.begin(loop: $0) }) {
      completion(.failure(refusal(.closed, address)))
    }
  }

  private func refusal(
    _ cause: TransportError.Cause, _ address: EndpointAddress?
  ) -> TransportError {
    TransportError(cause, .nothingSent, endpoint: address?.origin ?? "")
  }
}
