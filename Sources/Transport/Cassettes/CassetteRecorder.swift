import Synchronization

/// Sends through another sender and keeps what happened, secrets taken out.
public final class CassetteRecorder: HTTPSending {
  private let sender: any HTTPSending
  private let exchanges = Mutex<[CassetteExchange]>([])

  /// A recorder in front of a sender.
  public init(_ sender: any HTTPSending) {
    self.sender = sender
  }

  /// What was recorded so far, one JSON object a line, in the order the answers came.
  public var text: String {
    exchanges.withLock { $0.map { $0.line + "\n" }.joined() }
  }

  public func send(
    _ request: HTTPRequest, deadline: Duration
  ) async throws(TransportError) -> HTTPResponse {
    let result: Result<HTTPResponse, TransportError>
    do throws(TransportError) {
      result = .success(try await sender.send(request, deadline: deadline))
    } catch {
      result = .failure(error)
    }
    exchanges.withLock { $0.append(CassetteExchange(request, result)) }
    return try result.get()
  }
}
