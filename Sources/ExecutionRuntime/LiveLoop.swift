import ExecutionCore
import RiskControl
import TradingModel

/// Drives the core by what comes in, in batches: stamp, step, commit once, and only then perform.
/// It has neither clock nor thread: whoever owns it says what time it is.
public struct LiveLoop: Sendable {
  /// The engine.
  public private(set) var core: ExecutionCore
  /// The outside.
  public private(set) var port: any ExecutionPort
  /// The time of the last input; never goes back.
  public private(set) var now: Timestamp
  /// Reports since they were last taken.
  public private(set) var reports: [ExecutionReport] = []
  /// Events of the bus since they were last taken.
  public private(set) var events: [PublishedEvent] = []
  /// Books at each report since they were last taken.
  public private(set) var steps: [PlanStep] = []
  /// Why the run stopped by itself; nil while it may go on.
  public private(set) var haltReason: String?

  private let recorder: (any InputRecorder)?
  private var queue = EventQueue()
  private var sequence: UInt64 = 0
  private var batch: [(input: Input, effects: [Effect])] = []
  private var answers: [ScheduledEvent] = []

  /// A loop before its first input.
  public init(
    core: ExecutionCore, port: any ExecutionPort, start: Timestamp,
    recorder: (any InputRecorder)? = nil
  ) {
    self.core = core
    self.port = port
    now = start
    self.recorder = recorder
  }

  /// When a timer or an answer is due; nil while nothing is.
  public var nextDue: Timestamp? { haltReason == nil ? queue.nextTime : nil }

  /// Gives the run its opening balances, in the books and at the port; what is said of them is made
  /// durable with them.
  public mutating func open(
    _ movements: [Movement], saying events: [VenueEvent] = [], at time: Timestamp
  ) throws {
    try port.open(movements)
    try take([.opening(movements)] + events.map { .venue($0) }, at: time)
  }

  /// Takes a batch at one instant: every input is stepped, all are made durable by one commit, and
  /// then what follows from them is performed in their order.
  public mutating func take(_ inputs: [Input], at time: Timestamp) throws {
    now = max(now, time)
    for input in inputs where haltReason == nil {
      try step(input)
    }
    try commitAndPerform()
  }

  /// Tells every timer and answer that is due at `time`, each at its own instant; what is due
  /// exactly at `time` only if asked to, so that the market can move first.
  public mutating func tellDue(at time: Timestamp, including: Bool = true) throws {
    while haltReason == nil, let due = queue.nextTime, due < time || (including && due == time),
      let entry = queue.next()
    {
      now = max(now, due)
      switch entry.item {
      case .timer(let timer): try step(.timer(timer))
      case .venue(let scheduled):
        port.deliver(scheduled)
        try step(.venue(scheduled.event))
      // Here a port's own network takes its time; only a backtest delays a request by a number.
      case .request: continue
      }
      try commitAndPerform()
    }
  }

  /// Takes an input again that an earlier process made durable, at its instant. Nothing of it is
  /// performed: what followed is the answer, for the caller to see what is still under way.
  public mutating func takeAgain(_ input: Input, at time: Timestamp) throws -> [Effect] {
    now = max(now, time)
    try step(input)
    let effects = batch.last?.effects ?? []
    batch.removeAll(keepingCapacity: true)
    return effects
  }

  /// Gives the loop another outside, before anything was performed.
  public mutating func attach(_ port: any ExecutionPort) { self.port = port }

  /// Schedules a timer that an earlier process scheduled and did not see.
  public mutating func schedule(_ timer: TimerID, at time: Timestamp) {
    queue.schedule(.timer(timer), at: time)
  }

  /// Takes what was reported since the last call.
  public mutating func takeNews() -> (
    reports: [ExecutionReport], steps: [PlanStep], events: [PublishedEvent]
  ) {
    defer {
      reports.removeAll(keepingCapacity: true)
      steps.removeAll(keepingCapacity: true)
      events.removeAll(keepingCapacity: true)
    }
    return (reports, steps, events)
  }

  /// A copy that stands still and whose effects reach a simulated outside only. For previews.
  public func preview(on port: any ExecutionPort) -> LiveLoop {
    var copy = LiveLoop(core: core, port: port, start: now)
    copy.sequence = sequence
    return copy
  }

  private mutating func step(_ input: Input) throws {
    sequence += 1
    let stamped = Stamped(sequence: sequence, time: now, input: input)
    var effects: [Effect] = []
    core.step(stamped, into: &effects)
    try recorder?.stage(stamped, effects: effects, core: core)
    batch.append((input, effects))
    for effect in effects {
      switch effect {
      case .report(let report):
        reports.append(report)
        steps.append(PlanStep(report: report, update: core.positionUpdate()))
      case .publish(let event): events.append(event)
      case .halt(let reason): haltReason = reason
      default: break
      }
    }
  }

  private mutating func commitAndPerform() throws {
    try recorder?.commitStaged(core: core)
    answers.removeAll(keepingCapacity: true)
    for (input, effects) in batch {
      for effect in effects { perform(effect) }
      if case .market(let update) = input { port.observe(update, at: now, into: &answers) }
    }
    batch.removeAll(keepingCapacity: true)
    for answer in answers { queue.schedule(.venue(answer), at: answer.time) }
    answers.removeAll(keepingCapacity: true)
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .submit(let order): port.submit(order, at: now, into: &answers)
    case .cancel(let order): port.cancel(order, at: now, into: &answers)
    case .amend(let order): port.amend(order, at: now, into: &answers)
    case .setTradingStop(let instrument, let stop):
      port.setTradingStop(instrument, stop, at: now, into: &answers)
    case .perform(let transaction): port.perform(transaction, at: now, into: &answers)
    case .transfer(let transfer): port.transfer(transfer, at: now, into: &answers)
    case .schedule(let timer, let time): queue.schedule(.timer(timer), at: time)
    case .report, .publish, .positionsChanged, .halt: break
    }
  }
}
