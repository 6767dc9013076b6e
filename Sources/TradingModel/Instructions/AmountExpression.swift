import FixedPoint

/// A quantity in an instruction: a number, everything, or a result of another leg.
public enum AmountExpression: Hashable, Codable, Sendable {
  /// So many units.
  case exact(Quantity)
  /// All there is.
  case max
  /// A result of a leg of the same plan: `$long.filled`.
  case reference(LegReference)
}

/// Names a result of a leg: `$key.field`.
public struct LegReference: Hashable, Codable, Sendable {
  /// Which result.
  public enum Field: String, Hashable, Codable, Sendable, CaseIterable {
    /// Base units filled.
    case filled
    /// Base units that arrived, the fee taken in base subtracted.
    case net
    /// Quote units paid or received.
    case quote
    /// What a transfer's destination credited.
    case credited
    /// What a chain operation gave back.
    case received
  }

  /// The leg's key.
  public let leg: String
  /// Which result.
  public let field: Field

  /// Names a result.
  public init(leg: String, field: Field) {
    self.leg = leg
    self.field = field
  }
}

/// A price in an instruction: a number, or an offset from the market.
public enum PriceExpression: Hashable, Codable, Sendable {
  /// The market price an offset is counted from.
  public enum Reference: String, Hashable, Codable, Sendable, CaseIterable {
    /// Half way between bid and ask.
    case mid
    /// Best bid.
    case bid
    /// Best ask.
    case ask
    /// Mark price.
    case mark
    /// Last price.
    case last
  }

  /// A price in quote per base.
  case exact(Price)
  /// The reference price times (1 + offset), offset a fraction: `mid+2bps` is 0.0002.
  case relative(Reference, offset: Rate)
}
