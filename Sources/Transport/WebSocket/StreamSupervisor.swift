/// Watches one stream as a state machine: time and entropy come in, actions come out. Knows which
/// channels must speak how often, what answers are awaited, when to ask whether the peer is there,
/// and when to connect again. Times are nanoseconds of one monotonic clock.
public struct StreamSupervisor: Hashable, Sendable {
  /// What its owner has to do.
  public enum Action: Hashable, Sendable {
    /// Connect now.
    case connect
    /// Send the venue's heartbeat.
    case sendHeartbeat
    /// Close the connection and report it closed; it is of no use any more.
    case abandon(Reason)
  }

  /// Why a connection is given up.
  public enum Reason: Hashable, Sendable {
    /// Connecting took too long.
    case slowToOpen
    /// Nothing at all came for too long.
    case silent
    /// A channel did not speak within its time.
    case staleChannel(String)
    /// What was awaited (an order's echo, a subscription's answer) did not come in time.
    case unanswered(String)
  }

  private enum Phase: Hashable, Sendable {
    case idle
    case waiting(until: Int64)
    case connecting(since: Int64)
    case open(since: Int64)
    case abandoned
  }

  private struct Watch: Hashable, Sendable {
    var name: String
    var within: Int64
    var last: Int64
  }

  private let policy: ReconnectPolicy
  private let openTimeout: Int64
  private let heartbeatInterval: Int64
  private let silenceTimeout: Int64
  private var phase = Phase.idle
  private var channels: [Watch] = []
  private var awaited: [Watch] = []
  private var lastHeard: Int64 = 0
  private var lastHeartbeat: Int64 = 0
  private var failures = 0
  private var attempts: [Int64] = []

  /// A supervisor with its intervals in nanoseconds; `silenceTimeout` is for any frame at all.
  public init(
    policy: ReconnectPolicy = ReconnectPolicy(), openTimeout: Int64 = 10_000_000_000,
    heartbeatInterval: Int64 = 15_000_000_000, silenceTimeout: Int64 = 45_000_000_000
  ) {
    self.policy = policy
    self.openTimeout = openTimeout
    self.heartbeatInterval = heartbeatInterval
    self.silenceTimeout = silenceTimeout
  }

  /// Whether the stream is open.
  public var isOpen: Bool { if case .open = phase { true } else { false } }

  /// Whether the next attempt waits because the budget of attempts is spent.
  public private(set) var isBudgetSpent = false

  /// Failures in a row since the stream was last stable.
  public var failuresInARow: Int { failures }

  /// Asks for the first connection.
  public mutating func start(at now: Int64) {
    if case .idle = phase { phase = .waiting(until: now) }
  }

  /// Wants no connection any more.
  public mutating func stop() {
    phase = .idle
    awaited = []
  }

  /// The stream opened.
  public mutating func opened(at now: Int64) {
    phase = .open(since: now)
    lastHeard = now
    lastHeartbeat = now
    for index in channels.indices { channels[index].last = now }
  }

  /// A frame of any kind came.
  public mutating func heard(at now: Int64) { lastHeard = max(lastHeard, now) }

  /// A message of a channel came.
  public mutating func heard(channel: String, at now: Int64) {
    heard(at: now)
    guard let index = channels.firstIndex(where: { $0.name == channel }) else { return }
    channels[index].last = max(channels[index].last, now)
  }

  /// From now on a channel must speak at least every `within` nanoseconds.
  public mutating func watch(channel: String, within: Int64, at now: Int64) {
    unwatch(channel: channel)
    channels.append(Watch(name: channel, within: within, last: now))
  }

  /// A channel may be silent again.
  public mutating func unwatch(channel: String) { channels.removeAll { $0.name == channel } }

  /// Something must arrive within so many nanoseconds, such as the echo of an acknowledged order.
  public mutating func await(_ name: String, within: Int64, at now: Int64) {
    awaited.append(Watch(name: name, within: within, last: now))
  }

  /// What was awaited arrived.
  public mutating func arrived(_ name: String) { awaited.removeAll { $0.name == name } }

  /// The stream closed, or could not be opened.
  public mutating func closed(at now: Int64, entropy: UInt64) {
    switch phase {
    case .idle: return
    case .open(let since) where now - since >= policy.stableAfter: failures = 0
    default: break
    }
    failures += 1
    awaited = []
    let wanted = now + policy.delay(failures: failures, entropy: entropy)
    let allowed = attempts.count < policy.attempts ? wanted : attempts[0] + policy.window
    isBudgetSpent = allowed > wanted
    phase = .waiting(until: max(wanted, allowed))
  }

  /// What is due. Each action is given once.
  public mutating func due(at now: Int64) -> [Action] {
    switch phase {
    case .idle, .abandoned: return []
    case .waiting(let until):
      guard now >= until else { return [] }
      phase = .connecting(since: now)
      isBudgetSpent = false
      attempts.append(now)
      if attempts.count > policy.attempts { attempts.removeFirst() }
      return [.connect]
    case .connecting(let since):
      guard now - since >= openTimeout else { return [] }
      phase = .abandoned
      return [.abandon(.slowToOpen)]
    case .open(let since):
      if let reason = failure(at: now) {
        return abandon(reason, openSince: since, at: now)
      }
      guard now - lastHeartbeat >= heartbeatInterval else { return [] }
      lastHeartbeat = now
      return [.sendHeartbeat]
    }
  }

  /// When something will be due at the earliest; nil while nothing is.
  public var nextDue: Int64? {
    switch phase {
    case .idle, .abandoned: nil
    case .waiting(let until): until
    case .connecting(let since): since + openTimeout
    case .open:
      (channels + awaited).map { $0.last + $0.within }
        .reduce(min(lastHeard + silenceTimeout, lastHeartbeat + heartbeatInterval), min)
    }
  }

  private func failure(at now: Int64) -> Reason? {
    if now - lastHeard >= silenceTimeout { return .silent }
    if let late = awaited.first(where: { now - $0.last >= $0.within }) {
      return .unanswered(late.name)
    }
    return channels.first { now - $0.last >= $0.within }.map { .staleChannel($0.name) }
  }

  private mutating func abandon(_ reason: Reason, openSince: Int64, at now: Int64) -> [Action] {
    if now - openSince >= policy.stableAfter { failures = 0 }
    phase = .abandoned
    return [.abandon(reason)]
  }
}
