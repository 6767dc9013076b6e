/// An amount of the quote or reporting currency.
@frozen
public struct Money: ExactNumber {
  /// The number without its meaning.
  public var value: Decimal18

  /// So much of the quote or reporting currency.
  @inlinable
  public init(_ value: Decimal18) {
    self.value = value
  }
}
