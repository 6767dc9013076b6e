import CEX
import ExecutionCore
import ExecutionRuntime
import FixedPoint
import Journal
import Orders
import TradingModel

/// A desk: one engine and the interfaces to it. Calls from several tasks queue in order; several
/// desks in one process share nothing.
public actor Desk {
  /// Venues, assets and instruments.
  public nonisolated let catalog: Catalog
  /// How instructions are carried out.
  public nonisolated let mode: ExecutionMode

  /// The run through history; nil for one in real time.
  private var history: Engine?
  /// The run in real time; nil for one through history.
  private let live: LiveEngine?
  private let initial: LiveEngine.View

  init(engine: Engine, catalog: Catalog, mode: ExecutionMode) {
    history = engine
    live = nil
    initial = LiveEngine.View(core: engine.core, now: engine.now)
    self.catalog = catalog
    self.mode = mode
  }

  init(live: LiveEngine, catalog: Catalog, mode: ExecutionMode) {
    history = nil
    self.live = live
    initial = live.initial
    self.catalog = catalog
    self.mode = mode
  }

  /// The exchanges a live desk trades on.
  nonisolated var exchanges: [CEXPort] { live?.exchanges ?? [] }

  /// Carries an instruction out and returns when it has ended. In real time a single order that
  /// waits at its venue does not hold the call.
  ///
  /// - Throws: ``VenuesError`` when it could not be carried out at all; what a venue or the risk
  ///   gate refused is in the outcome's report.
  public func execute(_ instruction: Instruction) async throws(VenuesError) -> Outcome {
    try check(instruction)
    if let live { return try await live.execute(instruction) }
    return try Self.known(try history?.execute(instruction))
  }

  /// Like ``execute(_:)``, but a single order that waits at its venue counts as placed: the call
  /// returns, and the order fills later, as time is advanced.
  public func place(_ instruction: Instruction) async throws(VenuesError) -> Outcome {
    try check(instruction)
    if let live { return try await live.execute(instruction) }
    return try Self.known(try history?.execute(instruction, orRests: true))
  }

  /// What the instruction would do if the market stood still. Nothing is sent.
  public func plan(_ instruction: Instruction) async throws(VenuesError) -> Outcome {
    try check(instruction)
    if let live { return try await live.preview(instruction) }
    return try Self.known(try history?.preview(instruction))
  }

  /// Every name is looked up before anything begins. Names do not change while a run lasts, so the
  /// engine before its first input knows them all.
  private func check(_ instruction: Instruction) throws(VenuesError) {
    do {
      try initial.core.check(instruction)
    } catch {
      throw VenuesError(
        .usage, code: error.code, message: error.message, path: error.path, hint: error.hint)
    }
  }

  /// Whether an instruction can be previewed: the outside is simulated.
  var canPreview: Bool { live?.canPreview ?? true }

  /// Whether an instruction of this id was taken up before.
  func isKnown(_ instruction: Instruction) async -> Bool {
    await view().core.bodyDigest(instruction: instruction.id) != nil
  }

  /// Positions, exposure, risk and PnL now.
  public var positions: PositionUpdate { get async { await view().core.positionUpdate() } }

  /// The engine's time.
  public var now: Timestamp { get async { await view().now } }

  /// Digest of everything the core holds.
  public var stateHash: String { get async { await view().core.stateHash() } }

  /// Which of the instruments an instruction trades are priced by another exchange's history.
  public func standIns(for instruction: Instruction) -> [HistoricalFeed.StandIn] {
    let traded = instruction.action.trades.compactMap { trade in
      catalog.venue(named: trade.venue).flatMap {
        catalog.instrument(venue: $0.id, market: trade.market, symbol: trade.pair)?.id
      }
    }
    return history?.standIns.filter { traded.contains($0.instrument) } ?? []
  }

  /// Orders that may still fill.
  public var openOrders: [Order] {
    get async {
      let core = await view().core
      return core.orders.working.compactMap { core.orders[$0]?.order }
    }
  }

  /// What orders have executed, those that last changed at or after that instant.
  public func executions(since time: Timestamp) async -> [OrderExecution] {
    let core = await view().core
    return (0..<core.orders.count).compactMap { core.orders[OrderID(UInt64($0) + 1)] }
      .filter { $0.filled.isPositive && $0.updatedAt >= time }.map { OrderExecution($0) }
  }

  /// The last price an order of that side would meet; nil before any is known.
  public func price(of instrument: InstrumentID, side: Side = .buy) async -> Price? {
    await view().core.price(of: instrument, side: side)
  }

  /// Answers a question about the run. `engine` is the process number to show for a running
  /// engine.
  public func answer(
    _ query: BookQuery, engine process: Int32? = nil
  ) async throws(VenuesError) -> BookAnswer {
    guard let live else {
      return try Self.answer(
        query, initialOrHistory, history?.recorder?.journal, catalog, mode, process)
    }
    let (catalog, mode) = (catalog, mode)
    let answer = try await live.look { view, journal -> Result<BookAnswer, VenuesError> in
      do throws(VenuesError) {
        return .success(try Self.answer(query, view, journal, catalog, mode, process))
      } catch {
        return .failure(error)
      }
    }
    return try answer.get()
  }

  private static func answer(
    _ query: BookQuery, _ view: LiveEngine.View, _ journal: Journal?, _ catalog: Catalog,
    _ mode: ExecutionMode, _ process: Int32?
  ) throws(VenuesError) -> BookAnswer {
    var fills: [JournalProjections.Execution] = []
    if query == .fills, let journal {
      do {
        fills = try journal.executions { venue, symbol in
          catalog.instruments.first { catalog[$0.venue].name == venue && $0.symbol == symbol }?.id
        }
      } catch {
        throw VenuesError(error)
      }
    }
    return BookSource(
      core: view.core, catalog: catalog, mode: mode, now: view.now, engine: process,
      journal: journal, fills: fills
    ).answer(query)
  }

  /// How many orders there are; their ids are 1 through this.
  var orderCount: Int { get async { await view().core.orders.count } }

  /// Advances simulated time, so that funding, interest and resting orders happen; in real time
  /// waits until that instant.
  public func advance(to time: Timestamp) async throws(VenuesError) {
    if let live { return try await live.advance(to: time) }
    try history?.advance(to: time)
  }

  /// Cancels one order.
  public func cancel(_ order: OrderID) async throws(VenuesError) { try await put(.cancel(order)) }

  /// Asks for another quantity and price of a working order; nil keeps the price. Quantity is the
  /// new total in base units, fills included.
  public func amend(
    _ order: OrderID, quantity: Quantity, price: Price? = nil
  ) async throws(VenuesError) {
    try await put(.amend(order, quantity: quantity, price: price))
  }

  /// Cancels every working order, of one venue or of all.
  public func cancelAll(at venue: VenueID? = nil) async throws(VenuesError) {
    try await put(.cancelAll(venue))
  }

  /// Changes the protection of a perpetual position.
  public func setTradingStop(
    _ stop: TradingStop, for instrument: InstrumentID
  ) async throws(VenuesError) {
    try await put(.setTradingStop(instrument, stop))
  }

  /// Trips the kill switch: only reducing passes, and working orders are cancelled.
  public func kill(reason: String) async throws(VenuesError) { try await put(.kill(reason)) }

  private func put(_ input: Input) async throws(VenuesError) {
    if let live { return try await live.put(input) }
    try history?.put(input)
  }

  private func view() async -> LiveEngine.View {
    if let live { return await live.view() }
    return initialOrHistory
  }

  private var initialOrHistory: LiveEngine.View {
    return history.map { LiveEngine.View(core: $0.core, now: $0.now) } ?? initial
  }

  private static func known(_ outcome: Outcome?) throws(VenuesError) -> Outcome {
    guard let outcome else {
      throw VenuesError(.internal, code: "noEngine", message: "the desk has no engine")
    }
    return outcome
  }
}
