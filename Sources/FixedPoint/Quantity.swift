/// Base units or token amounts; signed where it is a change.
@frozen
public struct Quantity: ExactNumber {
  /// The number without its meaning.
  public var value: Decimal18

  /// So many base units.
  @inlinable
  public init(_ value: Decimal18) {
    self.value = value
  }
}
