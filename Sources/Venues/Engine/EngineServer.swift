import Glibc
import TradingModel

/// Answers requests at a Unix socket for one desk, one after the other, until it is asked to stop.
public final class EngineServer {
  /// Most connections at one time; further ones are closed at once.
  static let maximumClients = 16

  private struct Client {
    let descriptor: Int32
    var buffer = LineBuffer()
  }

  private let desk: Desk
  private let path: String
  private let listener: Int32
  private var clients: [Client] = []

  /// Listens; the socket file is there when this returns.
  public init(desk: Desk, socket path: String) throws(VenuesError) {
    self.desk = desk
    self.path = path
    listener = try UnixSocket.listen(path)
  }

  deinit {
    for client in clients { close(client.descriptor) }
    close(listener)
    unlink(path)
  }

  /// Serves until `stop` is readable. With a pace, simulated time goes on by that many seconds a
  /// second; without one only requests move it.
  public func run(stop: Int32, pace: Int64? = nil) async throws(VenuesError) {
    var before = Self.monotonicNanoseconds()
    while true {
      var polled = [stop, listener].map(Self.waiting) + clients.map { Self.waiting($0.descriptor) }
      let count = poll(&polled, nfds_t(polled.count), pace == nil ? -1 : 100)
      if count < 0, errno != EINTR {
        throw VenuesError(.internal, code: "poll", message: String(cString: strerror(errno)))
      }
      if polled[0].revents != 0 { return }
      if let pace {
        let now = Self.monotonicNanoseconds()
        let (passed, overflow) = (now - before).multipliedReportingOverflow(by: pace)
        before = now
        let span = TimeSpan(nanoseconds: overflow ? .max : passed)
        try await desk.advance(to: desk.now.advanced(by: span))
      }
      guard count > 0 else { continue }
      let ready = Set(polled.dropFirst(2).filter { $0.revents != 0 }.map(\.fd))
      for descriptor in clients.map(\.descriptor) where ready.contains(descriptor) {
        await serve(descriptor)
      }
      if polled[1].revents != 0 { accept() }
    }
  }

  private func accept() {
    let descriptor = Glibc.accept(listener, nil, nil)
    guard descriptor >= 0 else { return }
    guard clients.count < Self.maximumClients else {
      close(descriptor)
      return
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    UnixSocket.limitSending(descriptor)
    clients.append(Client(descriptor: descriptor))
  }

  private func serve(_ descriptor: Int32) async {
    guard let index = clients.firstIndex(where: { $0.descriptor == descriptor }) else { return }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &chunk, chunk.count, Int32(MSG_DONTWAIT))
    if count < 0, errno == EAGAIN || errno == EINTR { return }
    guard count > 0 else { return drop(index) }
    guard clients[index].buffer.append(chunk[..<count]) else {
      let reply = EngineReply(
        VenuesError(.usage, code: "tooLong", message: "a request is longer than 8 MiB"))
      _ = UnixSocket.send(Array((reply.line + "\n").utf8), to: descriptor)
      return drop(index)
    }
    while let line = clients[index].buffer.next() {
      let reply = await answer(line)
      guard UnixSocket.send(Array((reply.line + "\n").utf8), to: descriptor) else {
        return drop(index)
      }
    }
  }

  private func answer(_ line: [UInt8]) async -> EngineReply {
    do throws(VenuesError) {
      return await desk.reply(to: try EngineRequest(line: line), process: getpid())
    } catch {
      return EngineReply(error)
    }
  }

  private func drop(_ index: Int) {
    close(clients[index].descriptor)
    clients.remove(at: index)
  }

  private static func waiting(_ descriptor: Int32) -> pollfd {
    pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  }

  private static func monotonicNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
