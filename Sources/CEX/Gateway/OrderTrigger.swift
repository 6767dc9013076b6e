import FixedPoint
import TradingModel

/// The price an order waits for.
public struct OrderTrigger: Sendable {
  /// What the order is for.
  public enum Kind: String, Sendable, CaseIterable {
    /// Closes a position at a loss.
    case stopLoss
    /// Closes a position at a profit.
    case takeProfit
    /// Opens a position.
    case entry
  }

  /// What it is for.
  public var kind: Kind
  /// The price.
  public var price: Price
  /// The price watched; nil for the venue's default.
  public var reference: TriggerReference?
  /// Whether it fires on the way up; nil where the kind and side say it.
  public var isRising: Bool?

  /// Whether it fires when the price rises to it: as said, else a stop against the position, a
  /// take-profit in its favour, an entry with the move (a buy on the way up).
  func firesOnRise(_ side: Side) -> Bool {
    switch kind {
    case .stopLoss: side == .buy
    case .takeProfit: side == .sell
    case .entry: isRising ?? (side == .buy)
    }
  }

  /// Whether venues that know only stops and take-profits call it a stop.
  func isStop(_ side: Side) -> Bool { firesOnRise(side) == (side == .buy) }
}
