import FixedPoint

/// An exit that a venue places once the order it came with has filled.
public struct AttachedExit: Sendable {
  /// The price it waits for.
  public var triggerPrice: Price?
  /// Its limit price; nil for at the market.
  public var price: Price?
}
