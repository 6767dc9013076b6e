import NIOCore
import NIOPosix
import VenueProtocol

/// The venues and their connections, all on one event loop: nothing here needs a lock.
final class ServerCore {
  private var state: VenueServerState
  private var connections: [Int: any Channel] = [:]
  private var nextConnection = 1

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

  /// Sends what the venues have to say on WebSocket connections.
  func flush() {
    let frames = state.takeFrames()
    if frames.isEmpty { return }
    var touched: [Int] = []
    for frame in frames {
      guard let channel = connections[frame.connection] else { continue }
      if touched.last != frame.connection { touched.append(frame.connection) }
      channel.write(frame.content, promise: nil)
    }
    for number in Set(touched) { connections[number]?.flush() }
  }
}
