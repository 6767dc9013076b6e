import ExecutionCore
import ExecutionRuntime
import FixedPoint
import Journal
import Simulation
import TradingModel

/// One run: the core, the simulated venues and the market data that drives them. A value, so that
/// a copy is a preview.
struct Engine: Sendable {
  private(set) var loop: HistoricalLoop<SimulatedWorld, HistoricalFeed>
  private(set) var recorder: JournalRecorder?
  private let catalog: Catalog
  private let limit: Timestamp
  private var builder = OutcomeBuilder()
  private var failure: VenuesError?

  /// An engine at its start, or where its journal ends.
  init(
    configuration: RunConfiguration, core: CoreConfiguration, feed: HistoricalFeed,
    start: Timestamp, recorder: (any InputRecorder)?, journal: JournalRecorder?
  ) throws(VenuesError) {
    catalog = core.catalog
    limit = start.advanced(by: .hours(24 * Int64(configuration.horizonDays)))
    self.recorder = journal
    let options = try SimulationOptions(configuration, core.catalog)
    let world = SimulatedWorld(catalog: core.catalog, options: options)
    loop = HistoricalLoop(
      core: ExecutionCore(core), world: world, feed: feed,
      start: start.advanced(by: .hours(-24 * Int64(configuration.warmUpDays))),
      submitLatency: configuration.submitLatency, recorder: journal ?? recorder)
    let opening = try OpeningBalances.movements(configuration, core.catalog)
    do {
      try loop.run(upTo: start)
      try loop.open(opening)
    } catch {
      throw VenuesError(store: error)
    }
    if let reason = loop.haltReason {
      throw VenuesError(
        .staleData, code: "opening", message: "the run could not be opened: \(reason)",
        hint: "Check that the data cover \(start) and price every opening balance.")
    }
    try storing { engine in
      try engine.rebuild()
      try engine.checkpoint()
    }
  }

  /// Carries an instruction out and advances simulated time until it has ended, or if asked to
  /// only until its order rests at the venue. What the journal has the result of is answered from
  /// it.
  mutating func execute(
    _ given: Instruction, orRests: Bool = false
  ) throws(VenuesError) -> Outcome {
    let instruction = try given.withDigest()
    return try storing { engine in
      if let kept = try engine.recorder?.journal.instruction(id: instruction.id),
        kept.digest == instruction.bodyDigest
      {
        return try Outcome(stored: kept.reportJSON)
      }
      if !engine.isUnderWay(instruction) {
        engine.builder.begin(instruction, &engine.loop)
        try engine.loop.put(.instruct(instruction))
      }
      try engine.loop.run(
        until: instruction.id, limit: engine.limit, orRests: orRests)
      if let reason = engine.loop.haltReason {
        throw VenuesError(.internal, code: "halted", message: reason)
      }
      guard let outcome = engine.builder.outcome(engine.loop) else {
        throw VenuesError(.internal, code: "noReport", message: "the core gave no report")
      }
      try engine.checkpoint()
      return outcome
    }
  }

  /// What the instruction would do if the market stood still. Nothing is sent: a copy runs.
  func preview(_ instruction: Instruction) throws(VenuesError) -> Outcome {
    var copy = self
    copy.loop.freeze()
    copy.recorder = nil
    return try copy.execute(instruction)
  }

  /// Advances simulated time.
  mutating func advance(to time: Timestamp) throws(VenuesError) {
    try storing { engine in
      try engine.loop.run(upTo: time)
      if let reason = engine.loop.haltReason {
        throw VenuesError(.internal, code: "halted", message: reason)
      }
      try engine.checkpoint()
    }
  }

  /// Puts a request in that needs no waiting, and performs what follows at this instant.
  mutating func put(_ input: Input) throws(VenuesError) {
    try storing { engine in
      try engine.loop.put(input)
      try engine.loop.run(upTo: engine.loop.now)
      try engine.checkpoint()
    }
  }

  var update: PositionUpdate { loop.core.positionUpdate() }
  var now: Timestamp { loop.now }
  var standIns: [HistoricalFeed.StandIn] { loop.feed.standIns }
  var core: ExecutionCore { loop.core }

  /// Whether the instruction is the one last taken up and has not ended: it goes on, as after a
  /// restart in the middle of it.
  private func isUnderWay(_ instruction: Instruction) -> Bool {
    guard let last = builder.instruction, recorder != nil else { return false }
    return last.id == instruction.id && last.bodyDigest == instruction.bodyDigest
      && loop.core.report(instruction: instruction.id)?.status == .running
  }

  /// Goes once more through everything the journal holds: its requests are put in again, and
  /// market data, venue answers and timers must come as they did.
  private mutating func rebuild() throws {
    guard let recorder else { return }
    while loop.haltReason == nil, let step = try recorder.nextStored() {
      guard InputText.isRequest(step.text) else {
        guard try loop.advance(upTo: step.time) else {
          throw JournalRecorder.diverged(step.sequence, "nothing more came")
        }
        continue
      }
      let input = try step.input()
      loop.moveClock(to: step.time)
      if case .instruct(let instruction) = input { builder.begin(instruction, &loop) }
      try loop.put(input)
    }
    if let clock = try recorder.journal.clock() { loop.moveClock(to: clock) }
  }

  private mutating func checkpoint() throws {
    guard let recorder else { return }
    let row = try builder.takeRow(loop)
    try recorder.commit(
      loop.core, instruction: row,
      checkpoint: JournalCheckpoint(stateHash: loop.core.stateHash(), clock: loop.now))
  }

  /// Runs something that writes. After a failure of the store nothing more is taken: what is
  /// durable is known only after opening the journal again.
  private mutating func storing<Result>(
    _ body: (inout Engine) throws -> Result
  ) throws(VenuesError) -> Result {
    if let failure { throw failure }
    do {
      return try body(&self)
    } catch {
      let reason = VenuesError(store: error)
      if reason.kind == .storeFailed { failure = reason }
      throw reason
    }
  }
}
