import TradingModel

/// The venue's codes for what is refused. Source: bybit docs v5/error.
enum BybitFailures {
  static func failure(_ refusal: OrderRefusal, _ market: Market) -> VenueFailure {
    market == .spot ? spot(refusal) : linear(refusal)
  }

  private static func linear(_ refusal: OrderRefusal) -> VenueFailure {
    switch refusal {
    case .tick, .price:
      VenueFailure(10001, "The price is not an integer multiple of the tick size.")
    case .step, .minimumQuantity:
      VenueFailure(10001, "The number of contracts is below or off the minimum step.")
    case .maximumQuantity:
      VenueFailure(10001, "The number of contracts exceeds maximum limit allowed: too large")
    case .notional: VenueFailure(110094, "Order does not meet minimum order value 5USDT")
    case .duplicateClientID: VenueFailure(110072, "OrderLinkedID is duplicate")
    case .balance: VenueFailure(110007, "ab not enough for new order")
    case .reduceOnly:
      VenueFailure(110017, "current position is zero, cannot fix reduce-only order qty")
    case .postOnlyWouldTake: VenueFailure(170218, "LIMIT-MAKER order rejected")
    case .wouldTrigger:
      VenueFailure(110093, "expect Falling, but trigger_price is on the wrong side of the price")
    case .tooManyOrders: VenueFailure(110020, "Not allowed to have more than 500 active orders.")
    case .noPrice: VenueFailure(110074, "This contract is not live")
    case .notFound, .finished: VenueFailure(110001, "order not exists or too late to cancel")
    case .unchanged:
      VenueFailure(
        10001, "The order remains unchanged as the parameters entered match the existing ones.")
    case .invalid: VenueFailure(10001, "Request parameter error.")
    }
  }

  private static func spot(_ refusal: OrderRefusal) -> VenueFailure {
    switch refusal {
    case .tick, .price: VenueFailure(170134, "Order price has too many decimals.")
    case .step: VenueFailure(170137, "Order volume has too many decimals.")
    case .minimumQuantity: VenueFailure(170136, "Order quantity exceeded lower limit.")
    case .maximumQuantity: VenueFailure(170135, "Order quantity exceeded upper limit.")
    case .notional: VenueFailure(170140, "Order value exceeded lower limit.")
    case .duplicateClientID: VenueFailure(170141, "Duplicate clientOrderId")
    case .balance: VenueFailure(170131, "Insufficient balance.")
    case .postOnlyWouldTake:
      VenueFailure(170218, "LIMIT-MAKER order rejected due to invalid price.")
    case .wouldTrigger: VenueFailure(110093, "The trigger price is on the wrong side.")
    case .tooManyOrders: VenueFailure(170810, "Cannot exceed maximum of 500 conditional orders.")
    case .noPrice: VenueFailure(170151, "This trading pair is not available.")
    case .notFound, .finished: VenueFailure(170213, "Order does not exist.")
    case .unchanged, .invalid, .reduceOnly: VenueFailure(170130, "Parameter error.")
    }
  }

  static func missing(_ name: String) -> VenueFailure {
    VenueFailure(10001, "params error: \(name) is missing or invalid")
  }
}
