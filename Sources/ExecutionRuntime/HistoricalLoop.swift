import ExecutionCore
import RiskControl
import TradingModel

/// Drives the core through history: market data, the world's answers and timers in one order of
/// time, without concurrency. Two runs over the same inputs are equal byte for byte.
public struct HistoricalLoop<
  World: ExecutionWorld & Sendable, Feed: MarketFeed & Sendable
>: Sendable {
  /// The engine.
  public private(set) var core: ExecutionCore
  /// The simulated venues.
  public private(set) var world: World
  /// The market data still to come.
  public private(set) var feed: Feed
  /// Simulated time.
  public private(set) var now: Timestamp
  /// Reports and events since they were last taken.
  public private(set) var reports: [ExecutionReport] = []
  /// Events of the bus since they were last taken.
  public private(set) var events: [PublishedEvent] = []
  /// Why the run stopped by itself; nil while it may go on.
  public private(set) var haltReason: String?
  /// Books at each report since they were last taken.
  public private(set) var steps: [PlanStep] = []
  /// Called after each step in which positions changed.
  public var onPositionUpdate: (@Sendable (PositionUpdate) -> Void)?

  /// Time an order, cancel or protection takes to its exchange; it is judged by the market of its
  /// arrival.
  private let submitLatency: TimeSpan
  private var recorder: (any InputRecorder)?
  private var isFrozen = false
  private var queue = EventQueue()
  private var sequence: UInt64 = 0
  private var effects: [Effect] = []
  private var answers: [ScheduledEvent] = []

  /// A loop before its first input.
  public init(
    core: ExecutionCore, world: World, feed: Feed, start: Timestamp,
    submitLatency: TimeSpan = TimeSpan(nanoseconds: 0), recorder: (any InputRecorder)? = nil
  ) {
    self.core = core
    self.world = world
    self.feed = feed
    self.submitLatency = submitLatency
    now = start
    self.recorder = recorder
  }

  /// Takes the reports since the last call.
  public mutating func takeReports() -> [ExecutionReport] {
    defer { reports.removeAll(keepingCapacity: true) }
    return reports
  }

  /// Takes the bus events since the last call.
  public mutating func takeEvents() -> [PublishedEvent] {
    defer { events.removeAll(keepingCapacity: true) }
    return events
  }

  /// Takes the books at each report since the last call.
  public mutating func takeSteps() -> [PlanStep] {
    defer { steps.removeAll(keepingCapacity: true) }
    return steps
  }

  /// Gives the run its opening balances, in the books and in the world alike.
  public mutating func open(_ movements: [Movement]) throws {
    try world.open(movements)
    try put(.opening(movements))
  }

  /// Stops the market: nothing further is told of it, and nothing is recorded. For previews.
  public mutating func freeze() {
    isFrozen = true
    recorder = nil
  }

  /// Puts an input in at the present instant and performs what follows from it.
  public mutating func put(_ input: Input) throws {
    guard haltReason == nil else { return }
    sequence += 1
    let stamped = Stamped(sequence: sequence, time: now, input: input)
    effects.removeAll(keepingCapacity: true)
    core.step(stamped, into: &effects)
    try recorder?.record(stamped, effects: effects, core: core)
    if !effects.isEmpty { perform() }
  }

  /// Moves the clock forward to an instant at which nothing happens. For a run that is rebuilt.
  public mutating func moveClock(to time: Timestamp) { now = max(now, time) }

  /// Advances to the next instant at which something happens, not beyond `limit`. Answers whether
  /// anything happened.
  public mutating func advance(upTo limit: Timestamp) throws -> Bool {
    guard haltReason == nil else { return false }
    let eventTime = queue.nextTime
    let feedTime = isFrozen ? nil : feed.nextTime
    // At one instant the market moves first, so that an answer never precedes its price.
    if let feedTime, feedTime <= limit, eventTime.map({ feedTime <= $0 }) ?? true {
      now = max(now, feedTime)
      guard let update = feed.next() else { return false }
      answers.removeAll(keepingCapacity: true)
      try put(.market(update))
      world.observe(update, at: now, into: &answers)
      scheduleAnswers()
      return true
    }
    guard let eventTime, eventTime <= limit, let entry = queue.next() else { return false }
    now = max(now, eventTime)
    switch entry.item {
    case .timer(let timer): try put(.timer(timer))
    case .venue(let scheduled):
      world.deliver(scheduled)
      try put(.venue(scheduled.event))
    case .request(let effect):
      answers.removeAll(keepingCapacity: true)
      request(effect)
      scheduleAnswers()
    }
    return true
  }

  /// Advances until the instruction has ended, the limit is reached or nothing is left to come;
  /// if asked to, only until its order rests at the venue.
  public mutating func run(
    until instruction: String, limit: Timestamp, orRests: Bool = false
  ) throws {
    while haltReason == nil, core.report(instruction: instruction)?.status == .running {
      let isQuiet = orRests && (queue.nextTime.map { $0 > now } ?? true)
      if isQuiet, core.isResting(instruction: instruction) { return }
      guard try advance(upTo: limit) else { return }
    }
  }

  /// Advances through everything up to an instant.
  public mutating func run(upTo limit: Timestamp) throws {
    while try advance(upTo: limit) {}
    if haltReason == nil { now = max(now, limit) }
  }

  private mutating func perform() {
    answers.removeAll(keepingCapacity: true)
    var updated = false
    for effect in effects {
      switch effect {
      case .submit, .cancel, .amend, .setTradingStop:
        if submitLatency.nanoseconds > 0 {
          queue.schedule(.request(effect), at: now.advanced(by: submitLatency))
        } else {
          request(effect)
        }
      case .perform(let approved): world.perform(approved.request, at: now, into: &answers)
      case .transfer(let approved): world.request(approved.request, at: now, into: &answers)
      case .schedule(let timer, let time): queue.schedule(.timer(timer), at: time)
      case .report(let report):
        reports.append(report)
        steps.append(PlanStep(report: report, update: core.positionUpdate()))
      case .publish(let event): events.append(event)
      case .positionsChanged: updated = true
      case .halt(let reason): haltReason = reason
      }
    }
    scheduleAnswers()
    if updated, let onPositionUpdate { onPositionUpdate(core.positionUpdate()) }
  }

  /// A request reaches its exchange.
  private mutating func request(_ effect: Effect) {
    switch effect {
    case .submit(let approved): world.submit(approved.request, at: now, into: &answers)
    case .cancel(let id): world.cancel(id, at: now, into: &answers)
    case .amend(let approved): world.amend(approved.request, at: now, into: &answers)
    case .setTradingStop(let instrument, let stop):
      world.setTradingStop(instrument, stop, at: now, into: &answers)
    default: return
    }
  }

  private mutating func scheduleAnswers() {
    for answer in answers { queue.schedule(.venue(answer), at: answer.time) }
    answers.removeAll(keepingCapacity: true)
  }
}
