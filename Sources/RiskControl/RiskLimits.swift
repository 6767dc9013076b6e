import FixedPoint
import TradingModel

/// Hard limits on what may be sent. Money is in the reporting currency; nil means no limit.
public struct RiskLimits: Hashable, Sendable {
  /// Most one order may be worth.
  public var maximumOrderNotional: Money?
  /// Most one order may be in units of its base asset; assets not named have no limit.
  public var maximumOrderQuantity: [AssetLimit] = []
  /// Most the position of an instrument may be worth with every working order of the side filled.
  public var maximumPositionNotional: Money?
  /// Most all perpetual positions may be worth over equity, working orders of the side filled.
  public var maximumLeverage: Rate?
  /// How far a limit price may be on the losing side of its reference, a fraction. Default 0.1.
  public var priceCollar: Rate? = Rate(Decimal18(mantissa: 100_000_000_000_000_000))
  /// Most one order may be worth over equity: catches a quantity typed a thousand times too large.
  /// Default 20.
  public var maximumEquityMultiple: Rate? = Rate(20)
  /// The venues allowed; nil for all.
  public var allowedVenues: [VenueID]?
  /// Most one chain transaction's largest step may be worth.
  public var maximumTransactionNotional: Money?
  /// Most one transfer may be worth.
  public var maximumTransferNotional: Money?
  /// Highest price per gas in native units (1 gwei = 1e-9).
  public var maximumFeePerGas: Quantity?
  /// Lowest health factor a chain transaction may leave behind.
  public var minimumHealthFactor: Rate?
  /// Whether a spender may be allowed everything. Default false: allowances are exact.
  public var allowsUnlimitedApprovals = false

  /// The defaults: a collar of 10 %, 20 times equity, exact allowances, nothing else.
  public init() {}
}
