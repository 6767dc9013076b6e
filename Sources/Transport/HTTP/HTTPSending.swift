/// Whatever takes a request and brings its answer: the client, a recorder, a replayed cassette.
public protocol HTTPSending: Sendable {
  /// Sends a request once and waits for the whole answer, at most `deadline` from now.
  /// - Throws: `TransportError`, which says whether the request may have left.
  func send(_ request: HTTPRequest, deadline: Duration) async throws(TransportError)
    -> HTTPResponse
}
