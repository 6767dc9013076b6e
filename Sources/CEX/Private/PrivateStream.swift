import Synchronization
import Transport

/// One private stream over a socket: carries out what ``PrivateChannel`` decides.
final class PrivateStream: Sendable {
  /// Who hears what the stream tells. Called on the transport's thread or the stream's own.
  struct Listener: Sendable {
    /// Orders and fills.
    let take: @Sendable (Decoded) -> Void
    /// The stream became whole, or was lost; so many connections are lost so far.
    let changed: @Sendable (_ isWhole: Bool, _ losses: Int) -> Void
    /// A snapshot is wanted; the number is answered with ``PrivateStream/snapshotRead(_:)``.
    let snapshot: @Sendable (Int) -> Void
  }

  private struct State {
    var channel: PrivateChannel
    var connection: WebSocketConnection?
    /// Which connection events belong to; those of earlier ones are not heard.
    var generation = 0
    var outgoing: [String] = []
    var listenKey = ""
  }

  let wire: PrivateProtocol
  private let address: String
  private let session: VenueSession
  private let client: WebSocketClient
  private let listener: Listener
  private let state: Mutex<State>
  private let ticker = LiveTicker()

  init(
    _ wire: PrivateProtocol, address: String, session: VenueSession, client: WebSocketClient,
    timing: PrivateTiming, policy: ReconnectPolicy, listener: Listener
  ) {
    self.wire = wire
    self.address = address
    self.session = session
    self.client = client
    self.listener = listener
    state = Mutex(
      State(channel: PrivateChannel(steps: wire.steps, timing: timing, policy: policy)))
  }

  deinit { stop() }

  /// Connects, and stays connected until stopped.
  func start() {
    state.withLock { $0.channel.start(at: LiveTicker.now()) }
    ticker.start(every: 0.02) { [weak self] in self?.tick() }
  }

  /// Ends the stream.
  func stop() {
    ticker.stop()
    let connection = state.withLock { state in
      state.channel.stop()
      state.generation += 1
      return state.connection.take()
    }
    connection?.close()
  }

  /// Whether what it tells is whole.
  var isWhole: Bool { state.withLock { $0.channel.isWhole } }
  /// Connections that were lost.
  var losses: Int { state.withLock { $0.channel.losses } }
  /// Why the last connection was lost; empty while none was.
  var lastLoss: String { state.withLock { $0.channel.lastLoss } }

  /// The snapshot of that number was read.
  func snapshotRead(_ number: Int) {
    step { channel, now, _ in channel.snapshotRead(number, at: now) }
  }

  /// The stream is of no use, for a reason only its owner can see.
  func distrust(_ reason: String) {
    step { channel, now, entropy in
      channel.isWhole ? channel.failed(reason, at: now, entropy: entropy) : []
    }
  }

  private func tick() { step { $0.due(at: $1, entropy: $2) } }

  /// Steps the machine and carries out what follows.
  private func step(
    generation: Int? = nil,
    _ body: (inout PrivateChannel, Int64, UInt64) -> [PrivateChannel.Effect]
  ) {
    let now = LiveTicker.now()
    let effects = state.withLock { state -> [PrivateChannel.Effect] in
      if let generation, generation != state.generation { return [] }
      return body(&state.channel, now, UInt64(truncatingIfNeeded: now &* 0x9E37_79B9))
    }
    for effect in effects { perform(effect) }
  }

  private func perform(_ effect: PrivateChannel.Effect) {
    switch effect {
    case .openKey: openKey()
    case .renewKey: renewKey()
    case .connect: connect()
    case .logIn: send { () throws(GatewayRefusal) in try wire.login(at: session.venueTime) }
    case .subscribe:
      send { () throws(GatewayRefusal) in try wire.subscription(at: session.venueTime) }
    case .beat: beat()
    case .close: close()
    case .snapshot(let number): listener.snapshot(number)
    case .take(let messages): for message in messages { listener.take(message) }
    case .whole(let losses): listener.changed(true, losses)
    case .lost(let losses): listener.changed(false, losses)
    }
  }

  private func openKey() {
    session.openListenKey { [weak self] result in
      guard let self else { return }
      switch result {
      case .success(let key):
        state.withLock { $0.listenKey = key }
        step { channel, now, _ in channel.keyOpened(at: now) }
      case .failure(let failure):
        step { $0.failed("listen key: \(failure.reason)", at: $1, entropy: $2) }
      }
    }
  }

  private func renewKey() {
    session.renewListenKey { [weak self] result in
      guard case .failure(.refused(let failure)) = result else { return }
      self?.step { $0.failed("listen key: \(failure.message)", at: $1, entropy: $2) }
    }
  }

  private func connect() {
    let (generation, key) = state.withLock { state in
      state.generation += 1
      state.outgoing = []
      return (state.generation, state.listenKey)
    }
    do throws(TransportError) {
      let target = wire.address(address, listenKey: key)
      let connection = try client.open(target, deadline: .seconds(5)) { [weak self] event in
        self?.take(event, generation)
      }
      let waiting = state.withLock { state in
        guard state.generation == generation else { return [String]?.none }
        state.connection = connection
        defer { state.outgoing = [] }
        return state.outgoing
      }
      guard let waiting else { return connection.close() }
      for text in waiting { connection.send(text: text) }
    } catch {
      step(generation: generation) { $0.failed("\(error)", at: $1, entropy: $2) }
    }
  }

  private func close() {
    let connection = state.withLock { state in
      state.generation += 1
      return state.connection.take()
    }
    connection?.close()
  }

  private func beat() {
    let connection = state.withLock { $0.connection }
    if let text = wire.heartbeat { connection?.send(text: text) } else { connection?.ping() }
  }

  private func send(_ text: () throws(GatewayRefusal) -> String) {
    do throws(GatewayRefusal) {
      let text = try text()
      let connection = state.withLock { state in
        if state.connection == nil { state.outgoing.append(text) }
        return state.connection
      }
      connection?.send(text: text)
    } catch {
      step { $0.failed("signing failed", at: $1, entropy: $2) }
    }
  }

  private func take(_ event: WebSocketEvent, _ generation: Int) {
    switch event {
    case .opened: step(generation: generation) { channel, now, _ in channel.opened(at: now) }
    case .text(let bytes), .binary(let bytes):
      let frame = wire.read(bytes)
      step(generation: generation) { $0.take(frame, at: $1, entropy: $2) }
    case .ping, .pong:
      step(generation: generation) { channel, now, _ in
        channel.heard(at: now)
        return []
      }
    case .closed(let closure):
      step(generation: generation) { $0.failed("\(closure.cause)", at: $1, entropy: $2) }
    }
  }
}
