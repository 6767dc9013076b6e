import FixedPoint
import TradingModel

/// An order that an earlier process of the same run sent, or was about to send.
public struct AdoptedOrder: Sendable {
  /// The order.
  public let order: Order
  /// When it was handed over; milliseconds since 1970.
  public let sentAt: Int64
  /// The venue's id; nil where no answer came.
  public let venueOrderID: String?
  /// Numbers of the fills that were told.
  public let trades: Set<UInt64>
  /// Base units of them.
  public let filled: Quantity
  /// Whether it has ended.
  public let isEnded: Bool
  /// Whether a cancel was asked for and not yet told.
  public let isCancelWanted: Bool
  /// Whether its trigger has fired.
  public let isTriggered: Bool

  /// Describes an order of an earlier process.
  public init(
    order: Order, sentAt: Int64, venueOrderID: String?, trades: Set<UInt64>, filled: Quantity,
    isEnded: Bool, isCancelWanted: Bool, isTriggered: Bool
  ) {
    self.order = order
    self.sentAt = sentAt
    self.venueOrderID = venueOrderID
    self.trades = trades
    self.filled = filled
    self.isEnded = isEnded
    self.isCancelWanted = isCancelWanted
    self.isTriggered = isTriggered
  }
}
