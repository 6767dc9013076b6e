import ExecutionCore
import FixedPoint
import Journal
import Orders
import Portfolio
import RiskControl
import TradingModel

/// Gathers what steps changed and turns it into rows, from the inputs, the effects and the core
/// alone: a replay gives the same rows.
struct StepProjector: Sendable {
  private let catalog: Catalog
  private var orders: Set<OrderID> = []
  private var executions: [JournalProjections.Execution] = []
  private var actions: [ActionID: JournalProjections.Action] = [:]
  private var balances: [PositionKey: String] = [:]
  private var booksChanged = false

  init(_ catalog: Catalog) { self.catalog = catalog }

  /// Takes one step into account.
  mutating func take(_ stamped: Stamped, _ effects: [Effect]) {
    if case .venue(let event) = stamped.input { take(event, stamped) }
    if case .cancel(let order) = stamped.input { orders.insert(order) }
    for effect in effects {
      switch effect {
      case .submit(let approved): orders.insert(approved.request.id)
      case .cancel(let order): orders.insert(order)
      case .amend(let approved): orders.insert(approved.request.id)
      case .publish(let event): if let order = event.order { orders.insert(order) }
      case .perform(let approved): note(approved.request.id, .chain, "requested")
      case .transfer(let approved): note(approved.request.id, .transfer, "requested")
      case .positionsChanged: booksChanged = true
      case .setTradingStop, .schedule, .report, .halt: break
      }
    }
  }

  /// The rows of everything since the last call, as things stand now.
  mutating func takeRows(_ core: ExecutionCore) -> JournalProjections {
    var rows = JournalProjections()
    for id in orders.sorted() { if let row = row(of: id, core) { rows.orders.append(row) } }
    rows.executions = executions
    rows.actions = actions.values.sorted { $0.id < $1.id }
    if booksChanged { rows.balances = changedBalances(core) }
    orders.removeAll(keepingCapacity: true)
    executions.removeAll(keepingCapacity: true)
    actions.removeAll(keepingCapacity: true)
    booksChanged = false
    return rows
  }

  private mutating func take(_ event: VenueEvent, _ stamped: Stamped) {
    switch event {
    case .orderAccepted(let id, _), .orderRejected(let id, _, _), .orderCanceled(let id, _),
      .orderExpired(let id, _), .orderTriggered(let id), .cancelRejected(let id, _, _),
      .orderAmended(let id, _, _), .amendRejected(let id, _, _), .orderOutcomeUnknown(let id, _),
      .orderNotSent(let id, _), .orderAbsent(let id, _):
      orders.insert(id)
    case .fill(let fill):
      if let id = fill.order { orders.insert(id) }
      let instrument = catalog[fill.instrument]
      executions.append(
        JournalProjections.Execution(
          venue: catalog[instrument.venue].name, instrument: instrument.symbol,
          sequence: stamped.sequence, time: stamped.time, fill: fill))
    case .chainResult(let result):
      switch result.outcome {
      case .confirmed: note(result.id, .chain, "confirmed")
      case .reverted: note(result.id, .chain, "reverted")
      case .refused: note(result.id, .chain, "refused")
      }
    case .transfer(let update):
      note(update.id, .transfer, update.state.rawValue, update.reference)
    case .fundingPaid, .movements, .tradingStopRejected, .accountEntry, .accountRead,
      .notReconciled:
      break
    }
  }

  private mutating func note(
    _ id: ActionID, _ kind: JournalProjections.Action.Kind, _ state: String,
    _ reference: String = ""
  ) {
    actions[id] = JournalProjections.Action(id: id, kind: kind, state: state, reference: reference)
  }

  private func row(of id: OrderID, _ core: ExecutionCore) -> JournalProjections.Order? {
    guard let tracked = core.orders[id] else { return nil }
    let instrument = catalog[tracked.order.instrument]
    return JournalProjections.Order(
      id: id, clientOrderID: tracked.order.clientOrderID, venueOrderID: tracked.venueOrderID,
      venue: catalog[instrument.venue].name, instrument: instrument.symbol,
      side: tracked.order.side, state: tracked.state, quantity: tracked.order.quantity,
      filled: tracked.filled, price: tracked.order.price)
  }

  private mutating func changedBalances(_ core: ExecutionCore) -> [JournalProjections.Balance] {
    var rows: [JournalProjections.Balance] = []
    var current: [PositionKey: String] = [:]
    for position in core.portfolio.positions() {
      let (key, amount) = (position.key, position.amount)
      current[key] = amount.description
      if balances[key] != amount.description {
        rows.append(JournalProjections.Balance(key: catalog.name(of: key), amount: amount))
      }
    }
    for key in balances.keys.sorted() where current[key] == nil {
      rows.append(JournalProjections.Balance(key: catalog.name(of: key), amount: .zero))
    }
    balances = current
    return rows
  }
}
