import FixedPoint
import TradingModel

/// Judges the conditions an instruction puts on its own execution. What cannot be evaluated is not
/// met.
public enum RequirementsCheck {
  /// Numbers a position update does not carry; nil when not known.
  public struct Measures: Hashable, Sendable {
    /// Cost so far as a fraction of notional.
    public var cost: Rate?
    /// Slippage against the arrival price, a fraction.
    public var slippage: Rate?
    /// Leverage of the instrument.
    public var leverage: Rate?
    /// Age of the oldest oracle answer used.
    public var oracleAge: TimeSpan?
    /// Largest deviation of a market rate from its protocol rate, a fraction.
    public var pegDeviation: Rate?
    /// Net delta of the asset of `netDeltaMax` when the instruction began; zero on an empty book.
    public var netDeltaAtStart: Quantity = .zero

    /// Nothing known.
    public init() {}
  }

  /// The first condition that is not met, or nil when all are.
  public static func denial(
    _ requirements: Requirements, update: PositionUpdate, catalog: Catalog,
    measures: Measures = Measures()
  ) -> Denial? {
    deltaDenial(requirements, update, catalog, measures)
      ?? healthDenial(requirements, update)
      ?? distanceDenial(requirements, update, catalog)
      ?? above("costMaxBps", measures.cost, requirements.costMax, unitsPerOne: 10_000)
      ?? above(
        "maxSlippageBps", measures.slippage, requirements.maximumSlippage, unitsPerOne: 10_000)
      ?? above("maxLeverage", measures.leverage, requirements.maximumLeverage, unitsPerOne: 1)
      ?? denial(requirements, measures: measures)
  }

  /// The first condition on prices from outside, oracles and pegs, that is not met; nil when both
  /// are. These are judged before something is sent.
  public static func denial(_ requirements: Requirements, measures: Measures) -> Denial? {
    above(
      "pegMaxDeviationBps", measures.pegDeviation, requirements.pegDeviationMax,
      unitsPerOne: 10_000)
      ?? ageDenial(requirements, measures)
  }

  /// The limit is on what the instruction leaves unhedged: either its own change of the net delta
  /// or the whole net delta must lie within it, so that neither a directional book stops a hedged
  /// trade nor the limit stops a rebalance towards neutral.
  private static func deltaDenial(
    _ requirements: Requirements, _ update: PositionUpdate, _ catalog: Catalog,
    _ measures: Measures
  ) -> Denial? {
    guard let limit = requirements.netDeltaMax else { return nil }
    guard let asset = catalog.asset(named: limit.asset) else {
      return .requirement(name: "netDeltaMax", value: nil, limit: limit.amount.value)
    }
    let delta = update.exposure.netDelta(of: catalog.underlying(of: asset.id))
    guard let change = delta.subtracting(measures.netDeltaAtStart) else {
      return .requirement(name: "netDeltaMax", value: nil, limit: limit.amount.value)
    }
    let unhedged = min(change.magnitude, delta.magnitude)
    guard unhedged > limit.amount else { return nil }
    return .requirement(name: "netDeltaMax", value: unhedged.value, limit: limit.amount.value)
  }

  private static func healthDenial(
    _ requirements: Requirements, _ update: PositionUpdate
  ) -> Denial? {
    guard let limit = requirements.healthFactorMin else { return nil }
    let lent = update.positions.filter(isLent)
    let owes = lent.filter { $0.key.type == .debtToken && !$0.amount.isZero }
    let isKnown = owes.allSatisfy { position in
      update.risk.lending.contains { $0.venue == position.key.venue && $0.healthFactor != nil }
    }
    let factor = update.risk.healthFactor
    if !isKnown || (!owes.isEmpty && isMissingPrices(of: lent.compactMap(\.key.asset), update)) {
      return .requirement(name: "healthFactorMin", value: nil, limit: limit.value)
    }
    guard let factor, factor < limit else { return nil }
    return .requirement(name: "healthFactorMin", value: factor.value, limit: limit.value)
  }

  private static func distanceDenial(
    _ requirements: Requirements, _ update: PositionUpdate, _ catalog: Catalog
  ) -> Denial? {
    guard let limit = requirements.liquidationDistanceMin else { return nil }
    let risky = update.positions.filter {
      ($0.key.type == .debtToken || $0.key.type == .perp) && !$0.amount.isZero
    }
    let judged = update.positions.compactMap { position -> AssetID? in
      switch position.key.subject {
      case .instrument(let id): catalog[id].settle
      case .asset(let asset): isLent(position) ? asset : nil
      }
    }
    let isKnown = risky.allSatisfy { position in
      position.key.type == .perp
        ? update.risk.margin.contains { $0.venue == position.key.venue }
        : update.risk.lending.contains {
          $0.venue == position.key.venue && $0.liquidationDistance != nil
        }
    }
    if !isKnown || (!risky.isEmpty && isMissingPrices(of: judged, update)) {
      return .requirement(
        name: "liquidationDistanceMinPct", value: nil, limit: scaled(limit, 100) ?? limit.value)
    }
    let distances =
      update.risk.lending.compactMap(\.liquidationDistance)
      + update.risk.margin.compactMap(\.liquidationDistance)
    guard let least = distances.min(), least < limit else { return nil }
    return .requirement(
      name: "liquidationDistanceMinPct", value: scaled(least, 100) ?? least.value,
      limit: scaled(limit, 100) ?? limit.value)
  }

  private static func ageDenial(
    _ requirements: Requirements, _ measures: Measures
  ) -> Denial? {
    guard let limit = requirements.oracleMaximumAge else { return nil }
    if let age = measures.oracleAge, age <= limit { return nil }
    return .requirement(
      name: "oracleMaxAge", value: measures.oracleAge.map(seconds), limit: seconds(limit))
  }

  private static func above(
    _ name: String, _ value: Rate?, _ limit: Rate?, unitsPerOne: Int
  ) -> Denial? {
    guard let limit else { return nil }
    if let value, value <= limit { return nil }
    return .requirement(
      name: name, value: value.map { scaled($0, unitsPerOne) ?? $0.value },
      limit: scaled(limit, unitsPerOne) ?? limit.value)
  }

  /// A fraction in the unit the instruction writes it in.
  private static func scaled(_ rate: Rate, _ unitsPerOne: Int) -> Decimal18? {
    rate.value.multipliedIfFits(by: Decimal18(unitsPerOne), rounding: .halfEven)
  }

  private static func seconds(_ span: TimeSpan) -> Decimal18 {
    Decimal18(mantissa: Int128(span.nanoseconds) * 1_000_000_000)
  }

  private static func isLent(_ position: Position) -> Bool {
    position.key.type == .aToken || position.key.type == .debtToken
  }

  /// Whether one of these assets has no price. What else is held without one, such as a token
  /// somebody sent to the wallet, bears on no lending account and no margin.
  private static func isMissingPrices(of assets: [AssetID], _ update: PositionUpdate) -> Bool {
    update.risk.flags.contains {
      if case .missingPrice(let asset) = $0 { return assets.contains(asset) }
      return false
    }
  }
}
