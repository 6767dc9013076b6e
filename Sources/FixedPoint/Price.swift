/// Quote units per base unit.
@frozen
public struct Price: ExactNumber {
  /// The number without its meaning.
  public var value: Decimal18

  /// A price of so many quote units for one base unit.
  @inlinable
  public init(_ value: Decimal18) {
    self.value = value
  }
}
