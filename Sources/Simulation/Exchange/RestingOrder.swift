import FixedPoint
import TradingModel

/// One of our orders working at the exchange.
struct RestingOrder: Hashable, Sendable {
  /// The order as sent, with what was amended since.
  var order: Order
  /// When the exchange took it.
  let acceptedAt: Timestamp
  /// What has filled.
  var filled = Quantity.zero
  /// Since when it could execute: its arrival, or the moment its trigger fired.
  var activeSince: Timestamp
  /// What others have resting at its price since before it; trades there go to them first.
  var queueAhead = Quantity.zero
  /// Whether a triggered order's condition has been met.
  var isActive: Bool

  init(order: Order, acceptedAt: Timestamp) {
    self.order = order
    self.acceptedAt = acceptedAt
    activeSince = acceptedAt
    isActive = !order.type.isTriggered
  }

  /// What has not filled.
  var remaining: Quantity { order.quantity.saturatingSubtracting(filled) }

  /// Whether it rests in the book at a limit price.
  var rests: Bool { isActive && order.price != nil }
}
