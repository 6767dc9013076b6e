/// A fraction without dimension (0.0001 is one basis point), or an index.
@frozen
public struct Rate: ExactNumber {
  /// The number without its meaning.
  public var value: Decimal18

  /// A fraction; 1 is the whole.
  @inlinable
  public init(_ value: Decimal18) {
    self.value = value
  }
}
