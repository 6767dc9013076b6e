import Transport

/// One private stream as a state machine: key, connection, login, subscription, snapshot behind a
/// buffer, replay, and all again after a loss. Time and entropy come in, effects come out. Times
/// are monotonic nanoseconds.
struct PrivateChannel: Sendable {
  /// What its owner has to do.
  enum Effect: Sendable {
    /// Ask for a listen key.
    case openKey
    /// Prolong the listen key.
    case renewKey
    /// Connect.
    case connect
    /// Send the login.
    case logIn
    /// Send the subscriptions.
    case subscribe
    /// Send the heartbeat.
    case beat
    /// Close the connection, if there is one.
    case close
    /// Read everything the stream is about from the venue's records; answer with the number.
    case snapshot(Int)
    /// Take what the stream told.
    case take([Decoded])
    /// From now on the stream tells everything; so many connections were lost before.
    case whole(losses: Int)
    /// The stream tells nothing any more; so many connections are lost with this one.
    case lost(losses: Int)
  }

  /// What a venue's stream wants.
  struct Steps: Hashable, Sendable {
    var needsKey = false
    var needsLogin = false
    /// Answers to the subscriptions.
    var subscriptions = 0
  }

  enum Phase: Hashable, Sendable {
    case down, openingKey, connecting, loggingIn
    case subscribing(left: Int)
    case recovering(snapshot: Int)
    case whole
  }

  let steps: Steps
  let timing: PrivateTiming
  private(set) var phase = Phase.down
  private var supervisor: StreamSupervisor
  private var buffer: [Decoded] = []
  private var snapshots = 0
  private var nextRenewal: Int64 = .max
  /// Connections that were lost.
  private(set) var losses = 0
  /// Why the last one was lost.
  private(set) var lastLoss = ""

  init(
    steps: Steps, timing: PrivateTiming = PrivateTiming(),
    policy: ReconnectPolicy = ReconnectPolicy()
  ) {
    self.steps = steps
    self.timing = timing
    supervisor = StreamSupervisor(
      policy: policy, heartbeatInterval: timing.heartbeat, silenceTimeout: timing.silence)
  }

  /// Whether what it tells is whole.
  var isWhole: Bool { phase == .whole }
  /// Whether the next attempt waits because the budget of attempts is spent.
  var isBudgetSpent: Bool { supervisor.isBudgetSpent }

  mutating func start(at now: Int64) { supervisor.start(at: now) }

  mutating func stop() {
    supervisor.stop()
    phase = .down
    buffer = []
  }

  /// What is due.
  mutating func due(at now: Int64, entropy: UInt64) -> [Effect] {
    var effects: [Effect] = []
    for action in supervisor.due(at: now) {
      switch action {
      case .connect:
        phase = steps.needsKey ? .openingKey : .connecting
        effects.append(steps.needsKey ? .openKey : .connect)
      case .sendHeartbeat: effects.append(.beat)
      case .abandon(let reason): effects += failed("\(reason)", at: now, entropy: entropy)
      }
    }
    if now >= nextRenewal, phase == .whole {
      nextRenewal = now + timing.keyRenewal
      effects.append(.renewKey)
    }
    return effects
  }

  /// The listen key came.
  mutating func keyOpened(at now: Int64) -> [Effect] {
    guard phase == .openingKey else { return [] }
    phase = .connecting
    nextRenewal = now + timing.keyRenewal
    return [.connect]
  }

  /// The connection is there.
  mutating func opened(at now: Int64) -> [Effect] {
    guard phase == .connecting else { return [] }
    supervisor.opened(at: now)
    guard steps.needsLogin else { return subscribe(at: now) }
    phase = .loggingIn
    supervisor.await("login", within: timing.answer, at: now)
    return [.logIn]
  }

  /// A ping or pong of the protocol came.
  mutating func heard(at now: Int64) { supervisor.heard(at: now) }

  /// A frame came.
  mutating func take(_ frame: PrivateFrame, at now: Int64, entropy: UInt64) -> [Effect] {
    supervisor.heard(at: now)
    switch (frame, phase) {
    case (.loggedIn, .loggingIn):
      supervisor.arrived("login")
      return subscribe(at: now)
    case (.subscribed, .subscribing(let left)):
      guard left <= 1 else {
        phase = .subscribing(left: left - 1)
        return []
      }
      supervisor.arrived("subscription")
      return recover(at: now)
    case (.refused(let reason), _), (.ended(let reason), _):
      return failed(reason, at: now, entropy: entropy)
    case (.unreadable, .recovering), (.unreadable, .whole), (.unreadable, .subscribing):
      return failed("a frame that cannot be read", at: now, entropy: entropy)
    case (.data(let decoded), .whole): return [.take([decoded])]
    case (.data(let decoded), .recovering), (.data(let decoded), .subscribing):
      buffer.append(decoded)
      guard buffer.count > timing.bufferLimit else { return [] }
      return failed("the buffer is full", at: now, entropy: entropy)
    default: return []
    }
  }

  /// The snapshot was read: what was buffered is replayed on top of it.
  mutating func snapshotRead(_ number: Int, at now: Int64) -> [Effect] {
    guard phase == .recovering(snapshot: number) else { return [] }
    supervisor.arrived("snapshot")
    phase = .whole
    defer { buffer = [] }
    return buffer.isEmpty ? [.whole(losses: losses)] : [.take(buffer), .whole(losses: losses)]
  }

  /// The connection is gone, could not be made, or is of no use.
  mutating func failed(_ reason: String, at now: Int64, entropy: UInt64) -> [Effect] {
    supervisor.closed(at: now, entropy: entropy)
    nextRenewal = .max
    buffer = []
    losses += 1
    lastLoss = reason
    phase = .down
    return [.close, .lost(losses: losses)]
  }

  private mutating func subscribe(at now: Int64) -> [Effect] {
    guard steps.subscriptions > 0 else { return recover(at: now) }
    phase = .subscribing(left: steps.subscriptions)
    supervisor.await("subscription", within: timing.answer, at: now)
    return [.subscribe]
  }

  private mutating func recover(at now: Int64) -> [Effect] {
    snapshots += 1
    phase = .recovering(snapshot: snapshots)
    supervisor.await("snapshot", within: timing.snapshot, at: now)
    return [.snapshot(snapshots)]
  }
}
