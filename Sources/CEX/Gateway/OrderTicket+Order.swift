import TradingModel

extension OrderTicket {
  /// An order as a venue is asked for it.
  public init(_ order: Order, _ instrument: Instrument) {
    let isMarket = !order.type.needsPrice
    self.init(symbol: instrument.symbol, side: order.side, isMarket: isMarket)
    amount = order.quantity
    price = order.price
    clientOrderID = order.clientOrderID.text
    timeInForce = isMarket ? nil : order.timeInForce
    expiresAt = order.expiresAt.map { $0.nanoseconds / 1_000_000 }
    postOnly = order.postOnly
    reduceOnly = order.reduceOnly
    marginMode = order.marginMode
    guard let given = order.trigger else { return }
    let isProfit = order.type == .takeProfit || order.type == .takeProfitLimit
    trigger = OrderTrigger(
      kind: isProfit ? .takeProfit : .stopLoss, price: given.price, reference: given.reference,
      isRising: nil)
  }
}
