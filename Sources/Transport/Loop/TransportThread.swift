import CCurl
import Glibc
import Synchronization

/// The one thread that owns libcurl's connections: HTTP exchanges and WebSocket streams. Work is
/// handed over through an inbox; answers are called back on this thread, so handlers must be
/// short and must not wait.
public final class TransportThread: Sendable {
  private let inbox: TransportInbox
  private let thread: Mutex<pthread_t?>

  /// Starts the thread.
  /// - Throws: `TransportError` where there is no libcurl or the system has nothing left to give.
  public init() throws(TransportError) {
    guard ccurl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK, let multi = ccurl_multi_init()
    else { throw TransportError(.noLibrary, .nothingSent) }
    nonisolated(unsafe) let shared = multi
    let inbox = TransportInbox(multi: shared)
    self.inbox = inbox
    let loop = Unmanaged.passRetained(TransportLoop(multi: multi, inbox: inbox))
    var thread = pthread_t()
    guard pthread_create(&thread, nil, runTransportLoop, loop.toOpaque()) == 0 else {
      loop.release()
      ccurl_multi_cleanup(multi)
      throw TransportError(.closed, .nothingSent)
    }
    self.thread = Mutex(thread)
  }

  deinit { stop() }

  /// Ends every exchange and stream with `closed`, and waits for the thread to end. Called from a
  /// handler it only asks for the end.
  public func stop() {
    inbox.stop()
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    guard let running else { return }
    if pthread_equal(running, pthread_self()) != 0 {
      pthread_detach(running)
    } else {
      pthread_join(running, nil)
    }
  }

  /// Hands work to the thread; false once it was stopped.
  func post(_ work: @escaping @Sendable (TransportLoop) -> Void) -> Bool { inbox.post(work) }
}

private func runTransportLoop(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let argument {
    Unmanaged<TransportLoop>.fromOpaque(argument).takeRetainedValue().run()
  }
  return nil
}
