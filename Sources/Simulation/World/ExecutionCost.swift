import FixedPoint
import TradingModel

/// What taking liquidity costs beyond the touch at a place, for orders up to a value: a row of a
/// cost table, as desks measure them by venue, instrument and size.
public struct ExecutionCost: Hashable, Sendable {
  /// Where it is paid.
  public enum Place: Hashable, Sendable {
    /// An instrument of an exchange.
    case instrument(InstrumentID)
    /// The pools of two assets at a swap venue, in either order.
    case pool(VenueID, AssetID, AssetID)
  }

  /// Where it is paid.
  public let place: Place
  /// Largest order value it holds for, in quote units (of swaps: dollars).
  public let notional: Money
  /// Fraction by which the price moves against the taker.
  public let rate: Rate

  /// Describes a row.
  public init(place: Place, notional: Money, rate: Rate) {
    self.place = place
    self.notional = notional
    self.rate = rate
  }
}

extension [ExecutionCost] {
  /// The rate of an order of that value: the smallest size that holds it, and beyond the largest
  /// the largest's; nil where the table has no row for the place. Rows ascend by value.
  func rate(of notional: Money) -> Rate? {
    (first { notional <= $0.notional } ?? last)?.rate
  }

  /// The rows of a place, ascending by value.
  func rows(_ isMeant: (ExecutionCost.Place) -> Bool) -> [ExecutionCost] {
    filter { isMeant($0.place) }.sorted { $0.notional < $1.notional }
  }
}
