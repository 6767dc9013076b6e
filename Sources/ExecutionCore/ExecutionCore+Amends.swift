import FixedPoint
import Orders
import RiskControl
import TradingModel

extension ExecutionCore {
  /// Asks for another quantity and price of a working order; judged like a new order of that
  /// quantity. Why it was not asked for is told on the bus, and the order stands.
  mutating func amend(
    _ id: OrderID, _ quantity: Quantity, _ price: Price?, _ effects: inout [Effect]
  ) {
    guard let tracked = orders[id], tracked.state == .open || tracked.state == .partial else {
      return publish(.systemError, id, "order \(id.raw) is not working, or is changing", &effects)
    }
    let old = tracked.order
    var request = OrderRequest(
      instrument: catalog[old.instrument], side: old.side, type: old.type, quantity: quantity,
      price: price ?? old.price, timeInForce: old.timeInForce, postOnly: old.postOnly,
      reduceOnly: old.reduceOnly)
    let reference = market.reference(old.instrument, side: old.side)
    do {
      try Normalizer.normalize(&request, referencePrice: reference)
    } catch {
      return publish(.systemError, id, "\(error.message) \(error.hint)", &effects)
    }
    guard request.quantity > tracked.filled else {
      return publish(.systemError, id, "so much has filled already; cancel it instead", &effects)
    }
    var order = old
    order.quantity = request.quantity
    order.price = request.price
    // What of the order is reserved already is taken off again by the context.
    var rest = old
    rest.quantity = tracked.remaining
    do {
      let approved = try approve(order, counted: rest, request, reference)
      orders.apply(
        .amendRequested(quantity: order.quantity, price: order.price), to: id, at: time)
      effects.append(.amend(approved))
    } catch {
      publish(.systemError, id, error.message, &effects)
    }
  }
}
