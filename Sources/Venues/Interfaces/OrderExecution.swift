import FixedPoint
import Orders
import TradingModel

/// What has executed of one order.
public struct OrderExecution: Hashable, Sendable {
  /// The order as sent.
  public let order: Order
  /// Base units filled.
  public let filled: Quantity
  /// Average price, quote per base; nil where nothing filled.
  public let averagePrice: Price?
  /// Fees paid, one amount an asset, ascending by asset.
  public let fees: [ChainOutput]
  /// When it last changed.
  public let time: Timestamp

  /// Describes an execution.
  public init(
    order: Order, filled: Quantity, averagePrice: Price?, fees: [ChainOutput], time: Timestamp
  ) {
    self.order = order
    self.filled = filled
    self.averagePrice = averagePrice
    self.fees = fees
    self.time = time
  }

  init(_ tracked: TrackedOrder) {
    self.init(
      order: tracked.order, filled: tracked.filled, averagePrice: tracked.averagePrice,
      fees: tracked.fees, time: tracked.updatedAt)
  }
}
