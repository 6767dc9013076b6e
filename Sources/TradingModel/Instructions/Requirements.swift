import FixedPoint

/// Conditions an instruction puts on its own execution. A condition that cannot be evaluated is
/// not met.
public struct Requirements: Hashable, Codable, Sendable {
  /// An amount of an asset: `3 ETH`.
  public struct AssetAmount: Hashable, Codable, Sendable {
    /// How much.
    public let amount: Quantity
    /// Symbol of the asset.
    public let asset: String

    /// Describes an amount.
    public init(amount: Quantity, asset: String) {
      self.amount = amount
      self.asset = asset
    }
  }

  /// Largest net delta allowed after each leg.
  public var netDeltaMax: AssetAmount?
  /// Health factor that must hold after each leg.
  public var healthFactorMin: Rate?
  /// Least distance to liquidation, a fraction (0.25 = 25 %).
  public var liquidationDistanceMin: Rate?
  /// Most the whole may cost, a fraction of its notional.
  public var costMax: Rate?
  /// Most slippage against the arrival price, a fraction.
  public var maximumSlippage: Rate?
  /// Largest leverage of the instrument.
  public var maximumLeverage: Rate?
  /// Oldest oracle answer accepted.
  public var oracleMaximumAge: TimeSpan?
  /// Largest deviation of a market rate from its protocol rate, a fraction.
  public var pegDeviationMax: Rate?

  /// No conditions.
  public init() {}

  /// Whether there is no condition at all.
  public var isEmpty: Bool { self == Requirements() }
}
