import ExecutionCore
import Journal
import TradingModel

/// A run as questions see it, whether an engine runs or a journal was read.
struct BookSource {
  let core: ExecutionCore
  let catalog: Catalog
  let mode: ExecutionMode
  /// The run's time.
  let now: Timestamp
  /// Process number of the running engine; nil when the answer comes from the journal alone.
  let engine: Int32?
  /// The journal; nil for a run that keeps none.
  let journal: Journal?
  /// Executions, oldest first.
  let fills: [JournalProjections.Execution]

  /// Answers a question.
  func answer(_ query: BookQuery) -> BookAnswer {
    switch query {
    case .status: status()
    case .positions: positions(core.positionUpdate().positions, "positions")
    case .balances:
      positions(core.positionUpdate().positions.filter { $0.key.asset != nil }, "balances")
    case .orders: orders()
    case .fills: fillTable()
    case .exposure: exposure(core.positionUpdate())
    case .risk: risk(core.positionUpdate())
    case .pnl: pnl(core.positionUpdate())
    }
  }
}
