import FixedPoint
import TradingModel

extension Portfolio {
  /// Books an execution and its fee. Balances change at the instrument's venue; the quote paid is
  /// rounded once, half to even at 1e-18. The position is valued at its current mark, so that
  /// (mark − price) × quantity is ``PnLBucket/slippage``, or ``PnLBucket/liquidation`` (with the
  /// fee) when the venue forced it. Where no mark is known the execution's price becomes it. What
  /// is set aside for an isolated position stays in the venue's balance, as venues count it, and is
  /// kept with the position, which alone it backs.
  public mutating func book(
    _ fill: Fill, sequence: UInt64, time: Timestamp
  ) throws(PortfolioError) {
    let id = fill.instrument
    guard catalog.instruments.indices.contains(id.index) else { throw .unknownInstrument(id) }
    let price = fill.price.value.mantissa
    let quantity = fill.quantity.value.mantissa
    guard price > 0, quantity > 0 else { throw .invalidFill(id) }
    guard Bounds.holds(price: price), quantity.magnitude <= Bounds.amount else { throw .overflow }
    begin()
    let signed = fill.side == .buy ? quantity : -quantity
    let cause: Cause = fill.isLiquidation ? .liquidation : .trade
    if instruments[id.index].isPerp {
      let margin = fill.isolatedMargin?.value.mantissa ?? 0
      guard margin >= 0 else { throw .invalidFill(id) }
      guard margin <= Bounds.amount else { throw .overflow }
      try stageTrade(
        id, quantity: signed, price: price, cause: cause, isolatedMargin: margin)
    } else {
      guard let quote = Bounds.product(signed, price) else { throw .overflow }
      try stageBase(of: id.index, amount: signed, cause: cause)
      try stageMoney(of: id.index, amount: -quote, cause: cause)
    }
    if !fill.fee.isZero { try stageFee(of: fill) }
    try commit(
      .fill(id, tradeID: fill.tradeID, order: fill.order), sequence: sequence, time: time)
    if instruments[id.index].price == 0 {
      instruments[id.index].price = price
      offer(instrument: id.index)
      if needsOffering { offerEverything() }
    }
  }

  private mutating func stageFee(of fill: Fill) throws(PortfolioError) {
    guard fill.fee.value.mantissa != .min else { throw .overflow }
    let amount = -fill.fee.value.mantissa
    let cause: Cause = fill.isLiquidation ? .liquidation : .fee
    let index = fill.instrument.index
    if fill.feeAsset.index == instruments[index].money {
      try stageMoney(of: index, amount: amount, cause: cause)
    } else {
      let venue = instruments[index].venue
      try stageBalance(
        PositionKey(venue: venue, asset: fill.feeAsset), amount: amount, cause: cause)
    }
  }
}
