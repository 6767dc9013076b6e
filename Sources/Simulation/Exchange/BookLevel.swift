import FixedPoint

/// A price of an order book and what rests there.
public struct BookLevel: Hashable, Sendable {
  /// Quote units per base unit.
  public var price: Price
  /// Base units.
  public var quantity: Quantity

  /// Describes a level.
  public init(price: Price, quantity: Quantity) {
    self.price = price
    self.quantity = quantity
  }
}
