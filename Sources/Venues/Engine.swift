import ExecutionCore
import ExecutionRuntime
import FixedPoint
import Simulation
import TradingModel

/// One run: the core, the simulated venues and the market data that drives them. A value, so that
/// a copy is a preview.
struct Engine: Sendable {
  private(set) var loop: HistoricalLoop<SimulatedWorld, HistoricalFeed>
  private let catalog: Catalog
  private let limit: Timestamp

  init(
    configuration: RunConfiguration, core: CoreConfiguration, feed: HistoricalFeed,
    start: Timestamp, recorder: (any InputRecorder)?
  ) throws(VenuesError) {
    catalog = core.catalog
    limit = start.advanced(by: .hours(24 * Int64(configuration.horizonDays)))
    var options = SimulationOptions()
    options.seed = configuration.seed
    let world = SimulatedWorld(catalog: core.catalog, options: options)
    loop = HistoricalLoop(
      core: ExecutionCore(core), world: world, feed: feed,
      start: start.advanced(by: .hours(-24 * Int64(configuration.warmUpDays))), recorder: recorder)
    let opening = try Self.opening(configuration, core.catalog)
    do {
      try loop.run(upTo: start)
      try loop.open(opening)
    } catch {
      throw VenuesError(.storeFailed, code: "store", message: "\(error)")
    }
    if let reason = loop.haltReason {
      throw VenuesError(
        .staleData, code: "opening", message: "the run could not be opened: \(reason)",
        hint: "Check that the data cover \(start) and price every opening balance.")
    }
  }

  private static func opening(
    _ configuration: RunConfiguration, _ catalog: Catalog
  ) throws(VenuesError) -> [Movement] {
    var movements: [Movement] = []
    for balance in configuration.openingBalances {
      guard let key = catalog.positionKey(named: balance.key) else {
        throw VenuesError(
          .configuration, code: "unknownPosition", message: "'\(balance.key)' is no position key",
          path: "openingBalances", hint: "Write venue:Type:symbol, as in wallet:BaseToken:ETH.")
      }
      movements.append(Movement(key: key, amount: balance.amount, cause: .opening))
    }
    return movements
  }

  /// Carries an instruction out and advances simulated time until it has ended, or if asked to
  /// only until its order rests at the venue.
  mutating func execute(
    _ instruction: Instruction, orRests: Bool = false
  ) throws(VenuesError) -> Outcome {
    let before = loop.core.positionUpdate()
    do {
      try loop.put(.instruct(instruction))
      try loop.run(until: instruction.id, limit: limit, orRests: orRests)
    } catch {
      throw VenuesError(.storeFailed, code: "store", message: "\(error)")
    }
    let reports = loop.takeReports()
    let events = loop.takeEvents()
    if let reason = loop.haltReason {
      throw VenuesError(.internal, code: "halted", message: reason)
    }
    guard let report = reports.last(where: { $0.instruction == instruction.id }) else {
      throw VenuesError(.internal, code: "noReport", message: "the core gave no report")
    }
    return Outcome(
      report: report, steps: loop.takeSteps(), before: before,
      after: loop.core.positionUpdate(), events: events, stateHash: loop.core.stateHash(),
      isResting: loop.core.isResting(instruction: instruction.id),
      expectedDeltas: instruction.expectedDeltas)
  }

  /// What the instruction would do if the market stood still. Nothing is sent: a copy runs.
  func preview(_ instruction: Instruction) throws(VenuesError) -> Outcome {
    var copy = self
    copy.loop.freeze()
    return try copy.execute(instruction)
  }

  /// Advances simulated time.
  mutating func advance(to time: Timestamp) throws(VenuesError) {
    do {
      try loop.run(upTo: time)
    } catch {
      throw VenuesError(.storeFailed, code: "store", message: "\(error)")
    }
    if let reason = loop.haltReason {
      throw VenuesError(.internal, code: "halted", message: reason)
    }
  }

  var update: PositionUpdate { loop.core.positionUpdate() }
  var now: Timestamp { loop.now }
  var core: ExecutionCore { loop.core }

  /// Puts a request in that needs no waiting, and performs what follows at this instant.
  mutating func put(_ input: Input) throws(VenuesError) {
    do {
      try loop.put(input)
      try loop.run(upTo: loop.now)
    } catch {
      throw VenuesError(.storeFailed, code: "store", message: "\(error)")
    }
  }
}
