import FixedPoint

/// The direction of an order or fill.
public enum Side: String, Hashable, Codable, Sendable, CaseIterable {
  /// Acquires base.
  case buy
  /// Gives base up.
  case sell

  /// The other direction.
  public var opposite: Side { self == .buy ? .sell : .buy }

  /// A quantity with this direction's sign: positive for a buy.
  public func signed(_ quantity: Quantity) -> Quantity { self == .buy ? quantity : -quantity }
}
