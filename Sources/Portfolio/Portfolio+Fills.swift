import FixedPoint
import TradingModel

extension Portfolio {
  /// Books an execution and its fee. Balances change at the instrument's venue; the quote paid is
  /// rounded once, half to even at 1e-18. The position is valued at its current mark, so that
  /// (mark − price) × quantity is ``PnLBucket/slippage``, or ``PnLBucket/liquidation`` (with the
  /// fee) when the venue forced it. Where no mark is known the execution's price becomes it.
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
      try stageTrade(id, quantity: signed, price: price, cause: cause)
    } else {
      guard let quote = Bounds.product(signed, price) else { throw .overflow }
      let venue = instruments[id.index].venue
      let base = AssetID(instruments[id.index].base)
      let money = AssetID(instruments[id.index].quote)
      try stageBalance(PositionKey(venue: venue, asset: base), amount: signed, cause: cause)
      try stageBalance(PositionKey(venue: venue, asset: money), amount: -quote, cause: cause)
    }
    if !fill.fee.isZero {
      guard fill.fee.value.mantissa != .min else { throw .overflow }
      try stageBalance(
        PositionKey(venue: instruments[id.index].venue, asset: fill.feeAsset),
        amount: -fill.fee.value.mantissa, cause: fill.isLiquidation ? .liquidation : .fee)
    }
    try commit(
      .fill(id, tradeID: fill.tradeID, order: fill.order), sequence: sequence, time: time)
    if instruments[id.index].price == 0 {
      instruments[id.index].price = price
      offer(instrument: id.index)
      if needsOffering { offerEverything() }
    }
  }
}
