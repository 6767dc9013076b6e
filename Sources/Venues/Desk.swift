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

  private var engine: Engine

  init(engine: Engine, catalog: Catalog, mode: ExecutionMode) {
    self.engine = engine
    self.catalog = catalog
    self.mode = mode
  }

  /// Carries an instruction out and returns when it has ended.
  ///
  /// - Throws: ``VenuesError`` when it could not be carried out at all; what a venue or the risk
  ///   gate refused is in the outcome's report.
  public func execute(_ instruction: Instruction) throws(VenuesError) -> Outcome {
    try engine.execute(instruction)
  }

  /// Like ``execute(_:)``, but a single order that waits at its venue counts as placed: the call
  /// returns, and the order fills later, as time is advanced.
  public func place(_ instruction: Instruction) throws(VenuesError) -> Outcome {
    try engine.execute(instruction, orRests: true)
  }

  /// What the instruction would do if the market stood still. Nothing is sent.
  public func plan(_ instruction: Instruction) throws(VenuesError) -> Outcome {
    try engine.preview(instruction)
  }

  /// Positions, exposure, risk and PnL now.
  public var positions: PositionUpdate { engine.update }

  /// The engine's time.
  public var now: Timestamp { engine.now }

  /// Digest of everything the core holds.
  public var stateHash: String { engine.core.stateHash() }

  /// Orders that may still fill.
  public var openOrders: [Order] {
    engine.core.orders.working.compactMap { engine.core.orders[$0]?.order }
  }

  /// What orders have executed, those that last changed at or after that instant.
  public func executions(since time: Timestamp) -> [OrderExecution] {
    (0..<engine.core.orders.count).compactMap { engine.core.orders[OrderID(UInt64($0) + 1)] }
      .filter { $0.filled.isPositive && $0.updatedAt >= time }.map { OrderExecution($0) }
  }

  /// The last price an order of that side would meet; nil before any is known.
  public func price(of instrument: InstrumentID, side: Side = .buy) -> Price? {
    engine.core.price(of: instrument, side: side)
  }

  /// Answers a question about the run. `engine` is the process number to show for a running
  /// engine.
  public func answer(
    _ query: BookQuery, engine process: Int32? = nil
  ) throws(VenuesError) -> BookAnswer {
    let journal = engine.recorder?.journal
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
      core: engine.core, catalog: catalog, mode: mode, now: engine.now, engine: process,
      journal: journal, fills: fills
    ).answer(query)
  }

  /// How many orders there are; their ids are 1 through this.
  var orderCount: Int { engine.core.orders.count }

  /// Advances simulated time, so that funding, interest and resting orders happen.
  public func advance(to time: Timestamp) throws(VenuesError) { try engine.advance(to: time) }

  /// Cancels one order.
  public func cancel(_ order: OrderID) throws(VenuesError) { try engine.put(.cancel(order)) }

  /// Cancels every working order, of one venue or of all.
  public func cancelAll(at venue: VenueID? = nil) throws(VenuesError) {
    try engine.put(.cancelAll(venue))
  }

  /// Changes the protection of a perpetual position.
  public func setTradingStop(
    _ stop: TradingStop, for instrument: InstrumentID
  ) throws(VenuesError) {
    try engine.put(.setTradingStop(instrument, stop))
  }

  /// Trips the kill switch: only reducing passes, and working orders are cancelled.
  public func kill(reason: String) throws(VenuesError) { try engine.put(.kill(reason)) }
}
