/// Why an order is not taken; each venue has its own codes for these.
enum OrderRefusal: String, Error, Hashable, Sendable {
  case tick, step, minimumQuantity, maximumQuantity, notional, price, duplicateClientID
  case balance, reduceOnly, postOnlyWouldTake, wouldTrigger, tooManyOrders, noPrice, invalid
  case notFound, unchanged, finished

  /// From the code of the simulated exchange.
  init(code: String) {
    self =
      switch code {
      case "invalid_quantity": .step
      case "invalid_price": .tick
      case "minimum_notional": .notional
      case "insufficient_balance": .balance
      case "reduce_only": .reduceOnly
      case "post_only_would_take": .postOnlyWouldTake
      case "no_price": .noPrice
      case "unknown_instrument": .notFound
      default: .invalid
      }
  }
}
