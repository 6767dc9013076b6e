import FixedPoint

/// One named column of numbers.
public struct SeriesColumn: Hashable, Sendable {
  /// Canonical name, such as `close`, `rate` or `liquidity_index`.
  public var name: String
  /// Values, one for each time.
  public var values: [Decimal18]

  /// A column.
  public init(name: String, values: [Decimal18]) {
    self.name = name
    self.values = values
  }
}
