import FixedPoint
import Orders
import Portfolio
import Sagas
import TradingModel

/// The position-update handler: every event of a venue moves its order, is booked, and only then
/// moves its plan, so that exposure, risk and PnL are of one sequence number.
extension ExecutionCore {
  mutating func handle(_ event: VenueEvent, _ effects: inout [Effect]) {
    switch event {
    case .fill(let fill): handle(fill, &effects)
    case .fundingPaid(let instrument, let amount):
      book(&effects) { books, sequence, time throws(PortfolioError) in
        try books.bookFunding(instrument, amount: amount, sequence: sequence, time: time)
      }
    case .movements(_, let movements, _):
      book(&effects) { books, sequence, time throws(PortfolioError) in
        try books.book(movements, sequence: sequence, time: time)
      }
    case .tradingStopRejected(let instrument, let code, let message):
      let symbol =
        catalog.instruments.indices.contains(instrument.index)
        ? catalog[instrument].symbol : "\(instrument)"
      publish(.systemError, nil, "protection of \(symbol): \(code) \(message)", &effects)
    case .accountEntry(let entry): handle(entry, &effects)
    case .accountRead: break
    case .notReconciled(let venue, let reason): distrust(venue, reason, &effects)
    case .chainResult(let result): handle(result, &effects)
    case .transfer(let update): handle(update, &effects)
    default:
      guard let (id, event) = OrderEvent.of(event) else { return }
      handle(event, of: id, &effects)
    }
  }

  /// Ends an order the venue has cancelled.
  @inline(never)
  mutating func handleCanceled(_ id: OrderID, filled: Quantity, _ effects: inout [Effect]) {
    handle(.canceled(filled: filled), of: id, &effects)
  }

  /// Moves an order by the venue's word and tells what that means.
  mutating func handle(_ event: OrderEvent, of id: OrderID, _ effects: inout [Effect]) {
    guard let transition = orders.apply(event, to: id, at: time) else { return }
    settle(id, transition, &effects)
  }

  /// Changes the books; a contradiction halts.
  mutating func book(
    _ effects: inout [Effect],
    _ change: (inout Portfolio, UInt64, Timestamp) throws(PortfolioError) -> Void
  ) {
    do {
      try change(&portfolio, sequence, time)
      effects.append(.positionsChanged(sequence: sequence))
    } catch {
      publish(.systemError, nil, "books: \(error)", &effects)
      effects.append(.halt(reason: "books: \(error)"))
    }
  }

  @inline(never)
  mutating func handle(_ fill: Fill, _ effects: inout [Effect]) {
    var moved: (OrderID, OrderTransition)?
    if let id = fill.order {
      guard let transition = orders.apply(fill, to: id, at: time) else {
        publish(.systemError, id, "a fill of an order that is not ours", &effects)
        return
      }
      if transition.isDuplicateFill { return }
      moved = (id, transition)
    }
    book(&effects) { books, sequence, time throws(PortfolioError) in
      try books.book(fill, sequence: sequence, time: time)
    }
    addNotional(of: fill)
    if let (id, transition) = moved { settle(id, transition, &effects) }
  }

  private mutating func addNotional(of fill: Fill) {
    guard let id = fill.order, let assignment = assignment(of: id), !assignment.isUndo,
      let price = portfolio.price(of: catalog.instruments[fill.instrument.index].quote),
      let value = fill.price.timesIfFits(fill.quantity, rounding: .halfEven)
    else { return }
    plans[assignment.plan].notional += ExactMoney(value.value, times: price.value)
  }

  /// Tells the bus and the plan what an order's move means.
  private mutating func settle(
    _ id: OrderID, _ transition: OrderTransition, _ effects: inout [Effect]
  ) {
    guard let state = orders.state(of: id) else { return }
    if transition.refusal != nil || state == .anomaly {
      publish(.systemError, id, "order \(id.raw): \(orders.reason(of: id))", &effects)
    }
    switch state {
    case .partial: publish(.orderPartial, id, "", &effects)
    case .filled: publish(.orderFilled, id, "", &effects)
    case .canceled, .expired:
      publish(.orderCancelled, id, orders.reason(of: id), &effects)
    case .rejected, .neverSent:
      publish(.orderRejected, id, orders.reason(of: id), &effects)
    default: break
    }
    guard let assignment = assignment(of: id) else { return }
    follow(assignment, id, transition, &effects)
  }

  /// Moves the plan an order belongs to.
  private mutating func follow(
    _ assignment: Assignment, _ id: OrderID, _ transition: OrderTransition,
    _ effects: inout [Effect]
  ) {
    guard let tracked = orders[id] else { return }
    if tracked.state == .unknown, !assignment.isUndo {
      plans[assignment.plan].run.slotUnknown(assignment.target, reason: tracked.reason)
      effects.append(.report(report(of: assignment.plan)))
      return
    }
    guard transition.isMove, tracked.state.isTerminal else { return }
    end(assignment, with: part(of: tracked), &effects)
  }

  private func part(of tracked: TrackedOrder) -> LegReport {
    var part = LegReport(key: "")
    let instrument = catalog[tracked.order.instrument]
    part.reference = tracked.order.clientOrderID.text
    part.filled = tracked.filled
    part.net =
      instrument.market == .spot && tracked.order.side == .buy
      ? tracked.netBase(base: instrument.base) : tracked.filled
    part.quote = tracked.quoteFilled
    part.averagePrice = tracked.averagePrice
    part.fees = tracked.fees
    part.received = part.net
    part.reason = tracked.reason
    switch tracked.state {
    case .filled: part.status = .done
    case .canceled, .expired:
      part.status = .partial
      if part.reason.isEmpty {
        part.reason = "only \(tracked.filled) of \(tracked.order.quantity) filled"
      }
    default: part.status = .rejected
    }
    return part
  }
}
