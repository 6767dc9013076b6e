import FixedPoint
import TradingModel

extension FittedOrder {
  /// Refuses fields that do not go together on any venue.
  func checkFields() throws(GatewayRefusal) {
    try checkAmount()
    if ticket.isMarket {
      if ticket.price != nil { throw .notAllowed("price", "a market order has none") }
      if ticket.postOnly { throw .notAllowed("postOnly", "a market order always takes") }
      if ticket.timeInForce != nil {
        throw .notAllowed("timeInForce", "a market order does not stay")
      }
      if ticket.icebergAmount != nil {
        throw .notAllowed("icebergAmount", "a market order never rests")
      }
    } else if ticket.price == nil {
      throw .missing("price", "a limit order names its price")
    }
    if ticket.postOnly, ticket.timeInForce == .ioc || ticket.timeInForce == .fok {
      throw .notAllowed("postOnly", "\(ticket.timeInForce?.rawValue ?? "") takes")
    }
    if ticket.timeInForce == .gtd, ticket.expiresAt == nil { throw .missing("expiresAt") }
    if ticket.timeInForce != .gtd, ticket.expiresAt != nil {
      throw .notAllowed("expiresAt", "only timeInForce GTD has it")
    }
    if ticket.trailingActivation != nil, ticket.trailingPercent == nil {
      throw .missing("trailingPercent", "trailingActivation goes with it")
    }
    if ticket.trailingPercent != nil, ticket.closePosition {
      throw .notAllowed("closePosition", "a trailing order names its amount")
    }
    if rules.market == .spot { try checkSpot() }
  }

  private func checkAmount() throws(GatewayRefusal) {
    let given =
      (ticket.amount == nil ? 0 : 1) + (ticket.cost == nil ? 0 : 1) + (ticket.closePosition ? 1 : 0)
    guard given == 1 else {
      throw given == 0
        ? .missing("amount", "in base units, or cost in quote units for a spot market order")
        : .notAllowed("amount", "give one of amount, cost and closePosition")
    }
    guard ticket.cost != nil else { return }
    guard ticket.isMarket, rules.market == .spot, !ticket.isConditional else {
      throw .notAllowed("cost", "only a spot market order is sized in quote units")
    }
  }

  private func checkSpot() throws(GatewayRefusal) {
    if ticket.reduceOnly { throw .notAllowed("reduceOnly", "spot has no positions") }
    if ticket.closePosition { throw .notAllowed("closePosition", "spot has no positions") }
    if ticket.positionMode == .hedge { throw .notAllowed("positionMode", "spot has no positions") }
    if ticket.marginMode == .isolated { throw .notAllowed("marginMode", "spot has no margin") }
  }
}
