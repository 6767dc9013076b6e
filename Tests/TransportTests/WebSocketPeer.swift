import Synchronization

@testable import Transport

/// The server's side of a stream, written apart from the client's codec.
enum WebSocketPeer {
  /// Reads an upgrade request and agrees to it; the request.
  @discardableResult
  static func agree(_ socket: LoopbackSocket, extra: String = "", also bytes: [UInt8] = [])
    -> String
  {
    let request = socket.receiveRequest()
    let key =
      request.split(separator: "\r\n").first { $0.hasPrefix("Sec-WebSocket-Key: ") }
      .map { String($0.dropFirst(19)) } ?? ""
    let head =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, upgrade"
      + "\r\nSec-WebSocket-Accept: \(WebSocketHandshake.accept(key))\r\n\(extra)\r\n"
    socket.send(Array(head.utf8) + bytes)
    return request
  }

  /// One frame as a server sends it.
  static func frame(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | opcode]
    if payload.count < 126 {
      bytes.append(UInt8(payload.count))
    } else if payload.count < 65_536 {
      bytes += [126, UInt8(payload.count / 256), UInt8(payload.count % 256)]
    } else {
      bytes += [127] + (0..<8).map { UInt8(payload.count >> (56 - 8 * $0) & 255) }
    }
    return bytes + payload
  }

  static func send(_ socket: LoopbackSocket, _ opcode: WebSocketOpcode, _ text: String) {
    let payload =
      opcode == .close
      ? text.unicodeScalars.map { UInt8($0.value) } : Array(text.utf8)
    socket.send(frame(opcode.rawValue, payload))
  }

  /// Reads one frame of the client, which must be masked; its first byte and its payload.
  static func receive(_ socket: LoopbackSocket) -> (first: UInt8, payload: [UInt8])? {
    let head = socket.receive(exactly: 2)
    guard head.count == 2, head[1] & 0x80 != 0 else { return nil }
    var length = Int(head[1] & 0x7f)
    if length >= 126 {
      length = socket.receive(exactly: length == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) }
    }
    let mask = socket.receive(exactly: 4)
    let payload = socket.receive(exactly: length)
    guard mask.count == 4, payload.count == length else { return nil }
    return (head[0], payload.enumerated().map { $1 ^ mask[$0 % 4] })
  }
}

/// Keeps what a stream's handler was told.
final class StreamLog: Sendable {
  private let events = Mutex<[WebSocketEvent]>([])

  var handler: @Sendable (WebSocketEvent) -> Void {
    { [self] event in events.withLock { $0.append(event) } }
  }

  var all: [WebSocketEvent] { events.withLock { $0 } }

  var texts: [String] {
    all.compactMap { event in
      if case .text(let bytes) = event { String(decoding: bytes, as: UTF8.self) } else { nil }
    }
  }

  var isOpened: Bool { all.contains { if case .opened = $0 { true } else { false } } }

  /// Waits at most 8 s for the stream to close.
  func closure() async throws -> WebSocketClosure {
    for _ in 0..<1_600 {
      if case .closed(let closure)? = all.last { return closure }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw TransportError(.timeout, .nothingSent)
  }

  /// Waits at most 5 s for the stream to open.
  func opened() async throws {
    for _ in 0..<1_000 where !isOpened { try await Task.sleep(for: .milliseconds(5)) }
  }
}
