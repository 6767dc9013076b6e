import CEX
import ExecutionCore
import ExecutionRuntime
import Journal
import LiveRuntime
import Simulation
import TradingModel

/// One run in real time: the core on a thread of its own, its ports, and the streams that feed it.
/// Several callers may wait at once.
final class LiveEngine: Sendable {
  /// What a caller may look at.
  struct View: Sendable {
    let core: ExecutionCore
    let now: Timestamp
  }

  private enum Ending: Sendable {
    case outcome(Outcome)
    case failure(VenuesError)
  }

  let catalog: Catalog
  /// The streams of quotes; nil for a run on a chain alone.
  let quotes: QuoteFeeds?
  /// The exchanges traded on.
  let exchanges: [CEXPort]
  /// The engine before its first input.
  let initial: View
  /// Whether the outside is simulated and can be copied for a preview.
  let canPreview: Bool
  private let recorder: JournalRecorder?
  private let runner: LiveRunner
  private let board: NewsBoard
  private let clock: any LiveClock
  private let patience: TimeSpan

  init(
    loop: LiveLoop, catalog: Catalog, clock: any LiveClock, inbox: Inbox, quotes: QuoteFeeds?,
    exchanges: [CEXPort] = [], recorder: JournalRecorder?, batchLimit: Int, patience: TimeSpan
  ) throws(VenuesError) {
    self.catalog = catalog
    self.quotes = quotes
    self.exchanges = exchanges
    self.recorder = recorder
    self.clock = clock
    self.patience = patience
    initial = View(core: loop.core, now: loop.now)
    canPreview = loop.port is WorldPort<SimulatedWorld>
    let board = NewsBoard()
    self.board = board
    do {
      runner = try LiveRunner(loop, clock: clock, inbox: inbox, batchLimit: batchLimit) { state in
        board.take(from: &state.loop)
      }
    } catch {
      throw VenuesError(.internal, code: "thread", message: "no thread can be started: \(error)")
    }
  }

  /// What was kept back between two commits becomes durable at the end.
  deinit {
    guard let recorder else { return }
    _ = runner.performAndWait { state in
      guard state.failure == nil else { return }
      let core = state.loop.core
      try? recorder.commit(
        core, instruction: nil,
        checkpoint: JournalCheckpoint(stateHash: core.stateHash(), clock: state.loop.now))
    }
  }

  /// Carries an instruction out; returns when it has ended or its single order rests.
  func execute(_ given: Instruction) async throws(VenuesError) -> Outcome {
    let instruction = try given.withDigest()
    try quotes?.requireFresh(for: instruction, catalog)
    let (board, recorder) = (board, recorder)
    if let kept = try await kept(instruction) { return kept }
    let ending = await runner.wait(
      { state in
        board.begin(instruction, before: state.loop.core.positionUpdate())
        // One that an earlier process began goes on.
        let known = state.loop.core.report(instruction: instruction.id)
        let digest = state.loop.core.bodyDigest(instruction: instruction.id)
        if known?.status != .running || digest != instruction.bodyDigest {
          state.put([.instruct(instruction)])
        }
      }, deadline: clock.now.advanced(by: patience)
    ) { state, isOver in
      board.take(from: &state.loop)
      return Self.ending(of: instruction, state, isOver, board, recorder)
    }
    board.end(instruction.id)
    switch ending {
    case .outcome(let outcome): return outcome
    case .failure(let error): throw error
    case nil: throw Self.stopped
    }
  }

  /// The result the journal has of an instruction.
  private func kept(_ instruction: Instruction) async throws(VenuesError) -> Outcome? {
    let recorder = recorder
    let kept = await runner.perform { _ -> Ending? in
      do {
        guard let kept = try recorder?.journal.instruction(id: instruction.id),
          kept.digest == instruction.bodyDigest
        else { return nil }
        return .outcome(try Outcome(stored: kept.reportJSON))
      } catch {
        return .failure(VenuesError(store: error))
      }
    }
    switch kept {
    case .some(.some(.outcome(let outcome))): return outcome
    case .some(.some(.failure(let error))): throw error
    case .some(.none): return nil
    case .none: throw Self.stopped
    }
  }

  private static func ending(
    of instruction: Instruction, _ state: LiveRunner.State, _ isOver: Bool, _ board: NewsBoard,
    _ recorder: JournalRecorder?
  ) -> Ending? {
    if let failure = state.failure { return .failure(VenuesError(store: failure)) }
    if let reason = state.loop.haltReason {
      return .failure(VenuesError(.internal, code: "halted", message: reason))
    }
    let core = state.loop.core
    guard let news = board.news(of: instruction.id), let report = news.report else {
      return isOver ? .failure(stopped) : nil
    }
    let isResting = core.isResting(instruction: instruction.id)
    guard report.status != .running || isResting || isOver else { return nil }
    // Silence is looked into before it is reported: evidence comes within 25 seconds.
    if report.status == .unknown, !isOver, !core.orders.working.isEmpty,
      state.clock.now.since(news.before.time) < evidenceSpan
    {
      return nil
    }
    let outcome = Outcome(
      report: report, steps: news.steps, before: news.before, after: core.positionUpdate(),
      events: news.events, stateHash: core.stateHash(), isResting: isResting,
      expectedDeltas: instruction.expectedDeltas)
    do {
      try recorder?.commit(
        core,
        instruction: report.status == .running
          ? nil
          : JournalProjections.Instruction(
            id: instruction.id, digest: instruction.bodyDigest, reportJSON: try outcome.stored()),
        checkpoint: JournalCheckpoint(stateHash: core.stateHash(), clock: state.loop.now))
    } catch {
      return .failure(VenuesError(store: error))
    }
    return .outcome(outcome)
  }

  /// How long a caller waits for evidence about an order without an answer.
  private static let evidenceSpan = TimeSpan.seconds(60)

  private static let stopped = VenuesError(
    .timeout, code: "stillRunning", message: "the instruction had not ended in time",
    hint: "`venues orders` and `venues status` tell how it stands.")

  /// What an instruction would do if the market stood still, on a copy; only a simulated outside
  /// can be copied.
  func preview(_ given: Instruction) async throws(VenuesError) -> Outcome {
    let instruction = try given.withDigest()
    try quotes?.requireFresh(for: instruction, catalog)
    let ending = await runner.perform { state -> Ending in
      guard let world = state.loop.port as? WorldPort<SimulatedWorld> else {
        return .failure(
          VenuesError(
            .usage, code: "noPreview", message: "a live run cannot be previewed on the venue",
            hint: "Preview it with --mode paper."))
      }
      var copy = state.loop.preview(on: world)
      let before = copy.core.positionUpdate()
      do {
        try copy.take([.instruct(instruction)], at: copy.now)
        try copy.tellDue(at: copy.now.advanced(by: .hours(24)))
      } catch {
        return .failure(VenuesError(store: error))
      }
      let (reports, steps, events) = copy.takeNews()
      guard let report = reports.last(where: { $0.instruction == instruction.id }) else {
        return .failure(
          VenuesError(.internal, code: "noReport", message: "the core gave no report"))
      }
      return .outcome(
        Outcome(
          report: report, steps: steps, before: before, after: copy.core.positionUpdate(),
          events: events, stateHash: copy.core.stateHash(),
          isResting: copy.core.isResting(instruction: instruction.id),
          expectedDeltas: instruction.expectedDeltas))
    }
    switch ending {
    case .outcome(let outcome): return outcome
    case .failure(let error): throw error
    case nil: throw Self.stopped
    }
  }

  /// Puts a request in and returns when it and what follows at that instant are done.
  func put(_ input: Input) async throws(VenuesError) {
    let failure = await runner.perform { state -> VenuesError? in
      state.put([input])
      if let failure = state.failure { return VenuesError(store: failure) }
      return state.loop.haltReason.map { VenuesError(.internal, code: "halted", message: $0) }
    }
    switch failure {
    case .some(.some(let error)): throw error
    case .some(.none): return
    case .none: throw Self.stopped
    }
  }

  /// Waits until an instant of the clock has come.
  func advance(to time: Timestamp) async throws(VenuesError) {
    _ = await runner.wait({ _ in }, deadline: time) { _, _ in Bool?.none }
  }

  /// Looks at the engine and its journal, on the thread that owns both.
  func look<Result: Sendable>(
    _ body: @escaping @Sendable (View, Journal?) -> Result
  ) async throws(VenuesError) -> Result {
    let recorder = recorder
    let result = await runner.perform { state in
      body(View(core: state.loop.core, now: state.loop.now), recorder?.journal)
    }
    guard let result else { throw Self.stopped }
    return result
  }

  /// The engine as it stands.
  func view() async -> View {
    await runner.perform { View(core: $0.loop.core, now: $0.loop.now) } ?? initial
  }

  /// The core as it stands; for starting only.
  func core() throws(VenuesError) -> ExecutionCore {
    guard let core = runner.performAndWait({ $0.loop.core }) else { throw Self.stopped }
    return core
  }

  /// Gives the run its opening balances; waits for them, before anybody else can call.
  func open(_ movements: [Movement], saying events: [VenueEvent] = []) throws(VenuesError) {
    if let failure = runner.performAndWait({ $0.open(movements, events) }) ?? nil {
      throw failure.reason(movements)
    }
  }
}

extension LiveRunner.State {
  /// Opens the loop; what went wrong, or nil.
  fileprivate mutating func open(
    _ movements: [Movement], _ events: [VenueEvent]
  ) -> OpeningFailure? {
    do {
      try loop.open(movements, saying: events, at: clock.now)
    } catch {
      return OpeningFailure(text: "\(error)")
    }
    return loop.haltReason.map { OpeningFailure(text: $0) }
  }
}

/// Why a run could not be opened.
private struct OpeningFailure: Sendable {
  let text: String

  func reason(_ movements: [Movement]) -> VenuesError {
    VenuesError(
      .staleData, code: "opening", message: "the run could not be opened: \(text)",
      hint: "Check that quoteStreams price every opening balance.")
  }
}
