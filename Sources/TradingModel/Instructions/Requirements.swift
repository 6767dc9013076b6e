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

  /// Those judged by what an action leaves behind. The order's price keeps to the slippage, and
  /// oracle and peg are judged before it is sent.
  public var lasting: Requirements {
    var lasting = self
    lasting.maximumSlippage = nil
    lasting.oracleMaximumAge = nil
    lasting.pegDeviationMax = nil
    return lasting
  }
}

extension Action {
  /// Whether it, or anything in it, states conditions on what it leaves behind.
  public var statesConditions: Bool {
    guard case .plan(let plan) = self else {
      return requirements.map { !$0.lasting.isEmpty } ?? false
    }
    return !plan.requirements.lasting.isEmpty || plan.legs.contains { $0.action.statesConditions }
  }
}
