/// Equity and its change since the opening, exactly attributed.
public struct PnLStatement: Hashable, Codable, Sendable {
  /// The reporting currency.
  public let currency: AssetID
  /// Equity at the opening, plus what the owner added or took since.
  public let openingEquity: ExactMoney
  /// Equity now.
  public let equity: ExactMoney
  /// One amount per ``PnLBucket``, indexed by its raw value.
  public let buckets: [ExactMoney]

  /// Describes a statement.
  public init(
    currency: AssetID, openingEquity: ExactMoney, equity: ExactMoney, buckets: [ExactMoney]
  ) {
    self.currency = currency
    self.openingEquity = openingEquity
    self.equity = equity
    self.buckets = buckets
  }

  /// Change of equity since the opening.
  public var total: ExactMoney { equity - openingEquity }

  /// What the buckets leave unexplained; exactly zero, or the books are wrong.
  public var residual: ExactMoney { buckets.reduce(total, -) }

  /// The amount of one bucket.
  public subscript(bucket: PnLBucket) -> ExactMoney { buckets[bucket.rawValue] }
}
