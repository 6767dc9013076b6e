import NIOCore
import NIOHTTP1
import NIOPosix
import VenueProtocol

/// The simulated venues on loopback ports: one event loop, one port for each segment.
public final class SimulatorServer: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let loop: any EventLoop
  private let core: NIOLoopBound<ServerCore>
  private let listeners: [(segment: VenueSegment, channel: any Channel)]

  /// The port of each segment.
  public var ports: [(segment: VenueSegment, port: Int)] {
    listeners.map { ($0.segment, $0.channel.localAddress?.port ?? 0) }
  }

  private init(
    group: MultiThreadedEventLoopGroup, loop: any EventLoop, core: NIOLoopBound<ServerCore>,
    listeners: [(segment: VenueSegment, channel: any Channel)]
  ) {
    self.group = group
    self.loop = loop
    self.core = core
    self.listeners = listeners
  }

  /// Listens on consecutive ports from `portBase`, or on free ones where it is 0.
  /// - Throws: what the system says when a port cannot be had.
  public static func start(state: VenueServerState, portBase: Int = 0) async throws
    -> SimulatorServer
  {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    let core = try await loop.submit {
      NIOLoopBound(ServerCore(state: state, loop: loop), eventLoop: loop)
    }.get()
    var listeners: [(segment: VenueSegment, channel: any Channel)] = []
    do {
      for (place, segment) in VenueSegment.allCases.enumerated() {
        let port = portBase == 0 ? 0 : portBase + place
        let channel = try await bootstrap(group, core, segment)
          .bind(host: "127.0.0.1", port: port).get()
        listeners.append((segment, channel))
      }
    } catch {
      for listener in listeners { try? await listener.channel.close() }
      try? await group.shutdownGracefully()
      throw error
    }
    loop.scheduleRepeatedTask(initialDelay: .milliseconds(20), delay: .milliseconds(20)) { _ in
      core.value.tick()
    }
    return SimulatorServer(group: group, loop: loop, core: core, listeners: listeners)
  }

  /// Looks at the venues or changes them between two requests.
  public func perform<Value: Sendable>(
    _ body: @escaping @Sendable (inout VenueServerState) -> Value
  ) async -> Value {
    let core = core
    return await withCheckedContinuation { continuation in
      loop.execute { continuation.resume(returning: core.value.change(body)) }
    }
  }

  /// Ends every connection and stops.
  public func stop() async {
    for listener in listeners { try? await listener.channel.close() }
    try? await group.shutdownGracefully()
  }

  private static func bootstrap(
    _ group: MultiThreadedEventLoopGroup, _ core: NIOLoopBound<ServerCore>,
    _ segment: VenueSegment
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try configure(channel, core.value, segment)
        }
      }
  }

  private static func configure(
    _ channel: any Channel, _ core: ServerCore, _ segment: VenueSegment
  ) throws {
    let encoder = HTTPResponseEncoder()
    let decoder = ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
    let handler = HTTPHandler(core: core, segment: segment, encoder: encoder, decoder: decoder)
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(encoder)
    try pipeline.addHandler(decoder)
    try pipeline.addHandler(handler)
  }
}
