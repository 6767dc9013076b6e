import FixedPoint
import Orders
import Portfolio
import RiskControl
import TradingModel

/// What the risk gate is told, taken from the books at this sequence number.
extension ExecutionCore {
  /// Judges an order by the least equity can be, and only where it does not pass by the exact one,
  /// which takes the posting of every move. What is refused changes nothing in the gate. `counted`
  /// is what the working orders' reservations already hold of it.
  mutating func approve(
    _ order: Order, counted: Order, _ request: OrderRequest, _ reference: Price?
  ) throws(Denial) -> Approved<Order> {
    var context = context(for: counted, request, reference)
    if let least = portfolio.leastEquity() {
      context.equity = least
      if let approved = try? gate.approve(order, context: context) { return approved }
    }
    context.equity = portfolio.equity().rounded(.down).map { Money($0) }
    return try gate.approve(order, context: context)
  }

  /// The context without equity.
  private func context(
    for order: Order, _ request: OrderRequest, _ reference: Price?
  ) -> RiskContext {
    let instrument = request.instrument.id
    // Only a limit on leverage asks for every other position.
    let otherNotional =
      gate.limits.maximumLeverage == nil ? .zero : otherNotional(than: instrument)
    let own = order.side == .buy ? order.quantity : .zero
    let ownSell = order.side == .sell ? order.quantity : .zero
    return RiskContext(
      instrument: request.instrument, time: time, referencePrice: reference,
      quotePriceInReporting: portfolio.price(of: request.instrument.quote), equity: nil,
      currentPosition: portfolio.held(of: instrument),
      reservedBuy: max(.zero, orders.reserved(instrument, .buy) - own),
      reservedSell: max(.zero, orders.reserved(instrument, .sell) - ownSell),
      otherNotional: otherNotional)
  }

  private func otherNotional(than instrument: InstrumentID) -> Money {
    var sum = Money.zero
    for other in catalog.instruments where other.market == .perp && other.id != instrument {
      let size = portfolio.held(of: other.id)
      guard !size.isZero, let mark = portfolio.mark(of: other.id),
        let settle = portfolio.price(of: other.settle),
        let quote = mark.timesIfFits(size.magnitude, rounding: .up),
        let value = quote.value.multipliedIfFits(by: settle.value, rounding: .up)
      else { continue }
      sum = sum.adding(Money(value)) ?? sum
    }
    return sum
  }

  func chainContext(for transaction: ChainTransaction) -> ChainContext {
    let notionals = transaction.steps.map { step -> Money? in
      guard case .exact(let amount) = step.amount else { return nil }
      return value(of: step.token, amount)
    }
    return ChainContext(
      time: time, stepNotionals: notionals,
      feePerGas: market.gasPrices[transaction.chain.index], assertsHealthFactor: true)
  }

  func transferContext(for request: TransferRequest) -> TransferContext {
    let recipient = catalog[request.destination]
    return TransferContext(
      time: time, notional: value(of: request.asset, request.amount),
      recipient: recipient.kind == .wallet ? recipient.name : nil)
  }

  private func value(of asset: AssetID, _ amount: Quantity) -> Money? {
    portfolio.price(of: asset).flatMap { $0.timesIfFits(amount, rounding: .up) }
  }
}
