import NIOCore
import NIOPosix
import VenueProtocol

/// The venues and their connections, all on one event loop: nothing here needs a lock.
final class ServerCore {
  private var state: VenueServerState
  private var connections: [Int: any Channel] = [:]
  private var nextConnection = 1
  /// The last texts sent and their bytes.
  private var shared: [(text: String, bytes: ByteBuffer)] = []
  private static let mostShared = 4

  init(state: VenueServerState) { self.state = state }

  func serve(_ request: VenueRequest, on segment: VenueSegment) -> VenueAnswer {
    state.serve(request, on: segment, at: SystemTime.now)
  }

  /// Opens a WebSocket connection; nil where the venue has no such path.
  func open(_ channel: any Channel, target: String, on segment: VenueSegment) -> Int? {
    let number = nextConnection
    let address = channel.remoteAddress?.ipAddress ?? ""
    guard
      state.open(
        connection: number, target: target, address: address, on: segment, at: SystemTime.now)
    else { return nil }
    nextConnection += 1
    connections[number] = channel
    return number
  }

  func receive(_ text: String, connection: Int) {
    state.receive(text, connection: connection, at: SystemTime.now)
    flush()
  }

  func receivePong(connection: Int) {
    state.receivePong(connection: connection, at: SystemTime.now)
  }

  func close(connection: Int) {
    connections[connection] = nil
    state.close(connection: connection)
  }

  func tick() {
    state.advance(to: SystemTime.now)
    flush()
  }

  func change<Value>(_ body: (inout VenueServerState) -> Value) -> Value {
    state.advance(to: SystemTime.now)
    let value = body(&state)
    flush()
    return value
  }

  /// Sends what the venues have to say on WebSocket connections.
  func flush() {
    let frames = state.takeFrames()
    if frames.isEmpty { return }
    var touched: [Int] = []
    var seen: Set<Int> = []
    for frame in frames {
      guard let channel = connections[frame.connection] else { continue }
      if seen.insert(frame.connection).inserted { touched.append(frame.connection) }
      switch frame.content {
      case .text(let text): channel.write(bytes(text, channel), promise: nil)
      case .ping: channel.write(SocketHandler.Output.ping, promise: nil)
      case .close(let code): channel.write(SocketHandler.Output.close(code), promise: nil)
      }
    }
    for number in touched { connections[number]?.flush() }
  }

  /// The bytes of a text; connections that are sent the same one after another share them.
  private func bytes(_ text: String, _ channel: any Channel) -> SocketHandler.Output {
    if let known = shared.last(where: { $0.text == text }) { return .text(known.bytes) }
    let bytes = channel.allocator.buffer(string: text)
    if shared.count >= Self.mostShared { shared.removeFirst() }
    shared.append((text, bytes))
    return .text(bytes)
  }
}
