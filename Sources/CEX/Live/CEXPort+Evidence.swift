import FixedPoint
import Hashing
import Synchronization
import TradingModel
import VenueDefinitions

/// What the venue's own records say about an order.
extension CEXPort {
  /// Looks up every order that is due.
  func lookUpDue() {
    let now = LiveTicker.now()
    let due = orders.withLock { orders in
      let due = orders.keys.sorted { $0.raw < $1.raw }.compactMap { id -> LiveOrder? in
        guard let live = orders[id], !live.isLookingUp, live.nextLookup <= now else { return nil }
        orders[id]?.isLookingUp = true
        return live
      }
      return due
    }
    for live in due { lookUp(live) }
  }

  private func lookUp(_ live: LiveOrder) {
    var selection = OrderSelection()
    selection.symbol = live.instrument.symbol
    selection.clientOrderIDs = [live.order.clientOrderID.text]
    selection.isConditional = live.order.type.isTriggered
    session.call(.getOrder(selection), live.instrument.market, .getOrder) { [weak self] result in
      guard let self else { return }
      switch result {
      case .success(let decoded):
        let wanted = live.order.clientOrderID.text
        if let record = decoded.orders.first(where: { $0.clientOrderID == wanted }) {
          take(record, live)
        } else {
          absent(live)
        }
      case .failure(.refused(let failure)) where failure.category == .orderNotFound: absent(live)
      case .failure: settleNothing(live.order.id)
      }
    }
  }

  /// The venue has the order.
  private func take(_ record: OrderRecord, _ live: LiveOrder) {
    let id = live.order.id
    accept(id, record.orderID ?? "")
    let filled = record.filled ?? .zero
    let told = orders.withLock { $0[id]?.told } ?? .zero
    if filled > told {
      readFills(record, live)
    } else {
      finish(record, id)
    }
  }

  /// Reads what was executed for an order and tells what was not told before.
  private func readFills(_ record: OrderRecord, _ live: LiveOrder) {
    var query = GatewayQuery(kind: .fills)
    query.symbol = live.instrument.symbol
    query.since = live.signedAt - 60_000
    let id = live.order.id
    session.call(.query(query), live.instrument.market, .listFills) { [weak self] result in
      guard let self else { return }
      guard case .success(let decoded) = result else { return settleNothing(id) }
      let ours = decoded.fills.filter { $0.orderID != nil && $0.orderID == record.orderID }
      for fill in ours { tell(fill, live) }
      finish(record, id)
    }
  }

  /// Tells an execution once.
  private func tell(_ record: FillRecord, _ live: LiveOrder) {
    guard let amount = record.amount, amount.isPositive else { return }
    let number = Self.number(ofTrade: record.tradeID)
    let id = live.order.id
    let isNew = orders.withLock { orders in
      guard orders[id]?.trades.insert(number).inserted == true else { return false }
      if let sum = orders[id]?.told.adding(amount) { orders[id]?.told = sum }
      return true
    }
    guard isNew else { return }
    let feeAsset = record.fee?.currency.flatMap { catalog.asset(named: $0)?.id }
    put(
      .fill(
        Fill(
          order: id, instrument: live.instrument.id, tradeID: number, side: live.order.side,
          quantity: amount, price: record.price, fee: record.fee?.cost ?? .zero,
          feeAsset: feeAsset ?? live.instrument.settle, liquidity: record.liquidity ?? .taker)))
  }

  /// Ends an order whose record has ended once every fill it counts was told.
  private func finish(_ record: OrderRecord, _ id: OrderID) {
    let told = orders.withLock { $0[id]?.told } ?? .zero
    guard (record.filled ?? .zero) <= told else { return settleNothing(id) }
    switch record.status {
    case .filled: end(id, with: nil)
    case .canceled: end(id, with: .orderCanceled(id, filled: told))
    case .expired: end(id, with: .orderExpired(id, filled: told))
    case .rejected:
      end(
        id,
        with: .orderRejected(
          id, code: record.reason ?? "rejected", message: record.venueStatus ?? ""))
    default: settleNothing(id)
    }
  }

  private func settleNothing(_ id: OrderID) {
    let now = LiveTicker.now()
    orders.withLock { $0[id]?.wait(at: now) }
  }

  /// The venue does not find the order. Before the end of what its request could still do that
  /// says nothing; after it, two absences and no fill since the signature prove that it never came.
  private func absent(_ live: LiveOrder) {
    let id = live.order.id
    let now = LiveTicker.now()
    let absences = orders.withLock { orders -> Int in
      guard let current = orders[id], current.isUnknown, now >= current.provableAt else { return 0 }
      orders[id]?.absences += 1
      return current.absences + 1
    }
    guard absences >= 2 else { return settleNothing(id) }
    var query = GatewayQuery(kind: .openOrders)
    query.symbol = live.instrument.symbol
    let wanted = live.order.clientOrderID.text
    session.call(.query(query), live.instrument.market, .listOpenOrders) { [weak self] result in
      guard let self else { return }
      guard case .success(let open) = result,
        !open.orders.contains(where: { $0.clientOrderID == wanted })
      else { return settleNothing(id) }
      searchHistory(live)
    }
  }

  private func searchHistory(_ live: LiveOrder) {
    let id = live.order.id
    let wanted = live.order.clientOrderID.text
    var query = GatewayQuery(kind: .closedOrders)
    query.symbol = live.instrument.symbol
    query.since = live.signedAt - 60_000
    session.call(.query(query), live.instrument.market, .listClosedOrders) { [weak self] result in
      guard let self else { return }
      guard case .success(let closed) = result else { return settleNothing(id) }
      if let record = closed.orders.first(where: { $0.clientOrderID == wanted }) {
        take(record, live)
      } else {
        end(id, with: .orderNotSent(id, reason: "the venue's records prove that it never came"))
      }
    }
  }

  /// A venue's trade id as a number: itself where it is one, else the beginning of its digest.
  static func number(ofTrade text: String) -> UInt64 {
    if let number = UInt64(text) { return number }
    return SHA256.hash(Array(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
