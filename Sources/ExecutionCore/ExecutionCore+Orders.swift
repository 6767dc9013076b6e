import FixedPoint
import Orders
import RiskControl
import TradingModel

extension ExecutionCore {
  /// Takes an order up that belongs to no plan.
  mutating func take(_ order: NewOrder, _ effects: inout [Effect]) {
    guard catalog.instruments.indices.contains(order.instrument.index) else {
      publish(.orderRejected, nil, "no instrument \(order.instrument)", &effects)
      return
    }
    let count = orders.count
    var request = OrderRequest(
      instrument: catalog[order.instrument], side: order.side, type: order.type,
      quantity: order.quantity, price: order.price, timeInForce: order.timeInForce,
      postOnly: order.postOnly, reduceOnly: order.reduceOnly)
    let reason = send(&request, nil, leg: 0, attempt: 0, &effects)
    // Once an order has its id, the rejection is told where it is decided.
    if !reason.isEmpty, orders.count == count {
      publish(.orderRejected, nil, reason, &effects)
    }
  }

  /// Normalises a request in place, tracks and judges its order and hands it on. Answers why it was
  /// not sent; empty when it was.
  mutating func send(
    _ request: inout OrderRequest, _ assignment: Assignment?, leg: Int, attempt: Int,
    _ effects: inout [Effect]
  ) -> String {
    let instrument = request.instrument.id
    if let maximumPriceAge, let age = market.age(instrument, at: time), age > maximumPriceAge {
      let venue = catalog[request.instrument.venue].name
      return "the last price of \(request.instrument.symbol) at \(venue) is "
        + "\(age.nanoseconds / 60_000_000_000) minutes old"
    }
    let reference = market.reference(instrument, side: request.side)
    do {
      try Normalizer.normalize(&request, referencePrice: reference)
    } catch {
      return "\(error.message); \(error.hint)"
    }
    let id = OrderID(UInt64(orders.count) + 1)
    let order = request.order(
      id: id,
      clientOrderID: ClientOrderID(
        madeBy: clientOrderIDs[request.instrument.venue.index], sequence: id.raw, leg: leg,
        attempt: attempt))
    guard orders.plan(order, at: time) else { return "order \(id.raw) is out of sequence" }
    assignmentOfOrder.append(assignment)
    do {
      effects.append(.submit(try approve(order, counted: order, request, reference)))
    } catch {
      orders.apply(.denied(reason: error.message), to: id, at: time)
      publish(.orderRejected, id, error.message, &effects)
      return error.message
    }
    orders.handOver(id, at: time)
    publish(.orderSubmitted, id, "", &effects)
    return ""
  }
}
