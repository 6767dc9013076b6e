import FixedPoint

/// Whether a fill added or took liquidity.
public enum Liquidity: String, Hashable, Codable, Sendable {
  /// Rested in the book.
  case maker
  /// Crossed the book.
  case taker
}

/// One execution of an order.
public struct Fill: Hashable, Codable, Sendable {
  /// The order; nil for an execution that is not ours by id (liquidation, ADL, foreign).
  public let order: OrderID?
  /// What was traded.
  public let instrument: InstrumentID
  /// The venue's trade number, unique per instrument; fills are deduplicated by it.
  public let tradeID: UInt64
  /// Buy or sell.
  public let side: Side
  /// Base units, positive.
  public let quantity: Quantity
  /// Quote per base.
  public let price: Price
  /// Fee, positive when paid, in units of `feeAsset`.
  public let fee: Quantity
  /// The asset the fee was taken in.
  public let feeAsset: AssetID
  /// Maker or taker.
  public let liquidity: Liquidity
  /// Whether the venue forced it.
  public let isLiquidation: Bool
  /// What the venue has set aside for the whole position after this fill, in the settle asset,
  /// where the position is isolated; nil for a cross one, or where the venue does not say.
  public let isolatedMargin: Quantity?

  /// Describes an execution.
  public init(
    order: OrderID?, instrument: InstrumentID, tradeID: UInt64, side: Side, quantity: Quantity,
    price: Price, fee: Quantity, feeAsset: AssetID, liquidity: Liquidity,
    isLiquidation: Bool = false, isolatedMargin: Quantity? = nil
  ) {
    self.order = order
    self.instrument = instrument
    self.tradeID = tradeID
    self.side = side
    self.quantity = quantity
    self.price = price
    self.fee = fee
    self.feeAsset = feeAsset
    self.liquidity = liquidity
    self.isLiquidation = isLiquidation
    self.isolatedMargin = isolatedMargin
  }
}
