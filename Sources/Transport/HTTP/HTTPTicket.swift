import Synchronization

/// The hold on one exchange that was submitted.
public final class HTTPTicket: Sendable {
  private struct State {
    var exchange: HTTPExchange?
    var isCancelled = false
  }

  private let thread: TransportThread
  private let state = Mutex(State())

  init(thread: TransportThread) {
    self.thread = thread
  }

  /// Gives up waiting. The exchange ends with `cancelled`, and its error says whether the request
  /// may have left already. Does nothing once the answer is there.
  public func cancel() {
    let exchange = state.withLock { state in
      state.isCancelled = true
      return state.exchange
    }
    if let exchange { cancel(exchange) }
  }

  func attach(_ exchange: HTTPExchange) {
    let isCancelled = state.withLock { state in
      state.exchange = exchange
      return state.isCancelled
    }
    if isCancelled { exchange.cancelBeforeStart() }
  }

  private func cancel(_ exchange: HTTPExchange) {
    _ = thread.post { exchange.abandon(.cancelled, loop: $0) }
  }
}
