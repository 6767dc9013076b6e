import FixedPoint
import TradingModel

/// What an order is judged by, all of one sequence number.
public struct RiskContext: Hashable, Sendable {
  /// The instrument with the rules in force.
  public var instrument: Instrument
  /// The instant, for the policy's windows.
  public var time: Timestamp
  /// The market's price now, quote per base; nil when not known.
  public var referencePrice: Price?
  /// Reporting currency per quote unit; nil when not known.
  public var quotePriceInReporting: Price?
  /// Equity in the reporting currency; nil when not known.
  public var equity: Money?
  /// Base units held: the signed position of a perpetual, the balance of spot.
  public var currentPosition: Quantity
  /// Base units that working buys may still add, this order not included.
  public var reservedBuy: Quantity
  /// Base units that working sells may still take, this order not included.
  public var reservedSell: Quantity
  /// Value of all other perpetual positions without sign, in the reporting currency.
  public var otherNotional: Money

  /// Describes a context.
  public init(
    instrument: Instrument, time: Timestamp, referencePrice: Price?, quotePriceInReporting: Price?,
    equity: Money?, currentPosition: Quantity = .zero, reservedBuy: Quantity = .zero,
    reservedSell: Quantity = .zero, otherNotional: Money = .zero
  ) {
    self.instrument = instrument
    self.time = time
    self.referencePrice = referencePrice
    self.quotePriceInReporting = quotePriceInReporting
    self.equity = equity
    self.currentPosition = currentPosition
    self.reservedBuy = reservedBuy
    self.reservedSell = reservedSell
    self.otherNotional = otherNotional
  }

  /// Base units held with the working orders of the order's side and the order itself filled; nil
  /// when out of range.
  public func exposureAfter(_ order: Order) -> Quantity? {
    let reserved = order.side == .buy ? reservedBuy : reservedSell
    guard let change = reserved.adding(order.quantity) else { return nil }
    return currentPosition.adding(order.side.signed(change))
  }

  /// Whether an order can only bring the position nearer to zero: the venue will see to it, or
  /// position and working orders leave no room for more.
  public func isReducing(_ order: Order) -> Bool {
    let opposite = order.side == .buy ? currentPosition.isNegative : currentPosition.isPositive
    guard opposite else { return false }
    if order.reduceOnly && instrument.market == .perp { return true }
    guard let after = exposureAfter(order) else { return false }
    return after.isZero || after.isNegative == currentPosition.isNegative
  }
}
