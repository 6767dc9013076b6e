import ExecutionCore
import ExecutionRuntime
import Journal
import LiveRuntime
import Simulation
import TradingModel
import VenueDefinitions

extension ExecutionInterfaceFactory {
  /// Longest wait for the first quote of every instrument.
  private static let startPatience = TimeSpan.seconds(10)

  /// A desk on simulated venues fed by live quotes. It needs no key and sends no private request.
  func makePaperDesk(
    _ registry: VenueRegistry, recorder: (any InputRecorder)?, journal: RunJournal?
  ) throws(VenuesError) -> Desk {
    let clock = SystemClock()
    let inbox = Inbox()
    let plan = LivePlan(configuration: configuration, catalog: catalog, registry: registry)
    let quotes = try QuoteFeeds(plan, sink: inbox)
    let core = try coreConfiguration()
    let opening = try OpeningBalances.movements(configuration, catalog)
    let start = clock.now
    try quotes.start(patience: Self.startPatience)
    let store = try journal.map { journal throws(VenuesError) in
      try newRecorder(journal, .paper, start: start)
    }
    let options = try SimulationOptions(configuration, catalog)
    let loop = LiveLoop(
      core: ExecutionCore(core),
      port: WorldPort(SimulatedWorld(catalog: catalog, options: options)), start: start,
      recorder: store ?? recorder)
    let engine = try LiveEngine(
      loop: loop, catalog: catalog, clock: clock, inbox: inbox, quotes: quotes, recorder: store,
      batchLimit: 1, patience: .hours(24 * Int64(configuration.horizonDays)))
    try engine.open(opening)
    return Desk(live: engine, catalog: catalog, mode: .paper)
  }

  /// A recorder into a journal that is made now: a run in real time does not go on with an old one.
  func newRecorder(
    _ journal: RunJournal, _ mode: ExecutionMode, start: Timestamp
  ) throws(VenuesError) -> JournalRecorder {
    guard !journal.isExisting else {
      throw VenuesError(
        .configuration, code: "journal.notContinued",
        message: "a \(mode.rawValue) run cannot go on with an existing journal yet",
        path: "--journal", hint: "Name a file that does not exist.")
    }
    return try makeRecorder(
      journal, runHeader(mode, start: start, data: nil), durability: .power)
  }
}
