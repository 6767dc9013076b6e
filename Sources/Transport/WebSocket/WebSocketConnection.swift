import Synchronization

/// The hold on one stream; may be used from any thread.
public final class WebSocketConnection: Sendable {
  private let thread: TransportThread
  private let stream: WebSocketStream
  private let nextNumber = Mutex<UInt64>(0)

  init(thread: TransportThread, stream: WebSocketStream) {
    self.thread = thread
    self.stream = stream
  }

  /// Queues a text; its number, counted from 0, or nil once the transport stopped. Whether it left
  /// is told by the closure's `firstUnsent`.
  @discardableResult
  public func send(text: String) -> UInt64? { send(.text, Array(text.utf8)) }

  /// Queues a binary message; its number as for texts.
  @discardableResult
  public func send(binary: [UInt8]) -> UInt64? { send(.binary, binary) }

  /// Sends a ping with at most 125 bytes.
  public func ping(_ payload: [UInt8] = []) {
    let stream = stream
    let bytes = Array(payload.prefix(125))
    _ = thread.post { stream.sendControl(.ping, bytes, loop: $0) }
  }

  /// Begins the closing handshake; `closed` follows within the close timeout.
  public func close(_ code: UInt16 = 1000, reason: String = "") {
    let stream = stream
    _ = thread.post { stream.close(code, reason: reason, loop: $0) }
  }

  private func send(_ opcode: WebSocketOpcode, _ payload: [UInt8]) -> UInt64? {
    let stream = stream
    return nextNumber.withLock { next in
      let number = next
      guard thread.post({ stream.send(opcode, payload, number: number, loop: $0) }) else {
        return nil
      }
      next += 1
      return number
    }
  }
}
