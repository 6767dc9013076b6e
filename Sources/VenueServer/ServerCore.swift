import NIOCore
import NIOPosix
import VenueProtocol

/// The venues and their connections, all on one event loop: nothing here needs a lock.
final class ServerCore {
  private var state: VenueServerState
  private var connections: [Int: any Channel] = [:]
  private var nextConnection = 1
  private let loop: any EventLoop
  /// Whether ``deliver()`` is due.
  private var isFlushing = false

  init(state: VenueServerState, loop: any EventLoop) {
    self.state = state
    self.loop = loop
  }

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

  /// Sends what the venues have to say on WebSocket connections, once the requests that are at hand
  /// have been answered: what they cause goes out together.
  func flush() {
    if isFlushing { return }
    isFlushing = true
    loop.assumeIsolated().execute { self.deliver() }
  }

  private func deliver() {
    isFlushing = false
    var lists: [(connection: Int, contents: [StreamFrame.Content])] = []
    var places: [Int: Int] = [:]
    for frame in state.takeFrames() {
      if let place = places[frame.connection] {
        lists[place].contents.append(frame.content)
      } else {
        places[frame.connection] = lists.count
        lists.append((frame.connection, [frame.content]))
      }
    }
    var last: (contents: [StreamFrame.Content], bytes: ByteBuffer)?
    for (number, contents) in lists {
      guard let channel = connections[number] else { continue }
      // Connections that hear the same share the bytes.
      if last?.contents != contents {
        last = (contents, SocketHandler.encoded(contents, channel.allocator))
      }
      guard let bytes = last?.bytes else { continue }
      channel.writeAndFlush(bytes, promise: nil)
    }
  }
}
