import FixedPoint
import Testing
import TradingModel

@testable import RiskControl

@Suite struct RequirementsCheckTests {
  private var catalog: Catalog {
    var catalog = Catalog()
    catalog.assets = [
      Asset(id: AssetID(0), symbol: "ETH", decimals: 18),
      Asset(id: AssetID(1), symbol: "WETH", decimals: 18, backing: .pegged(AssetID(0))),
    ]
    return catalog
  }

  private func update(
    delta: Int = 0, debt: Bool = false, health: String? = nil, distance: String? = nil,
    flags: [RiskFlag] = []
  ) -> PositionUpdate {
    let key = PositionKey(venue: VenueID(2), type: .debtToken, asset: AssetID(1))
    let lending = LendingHealth(
      venue: VenueID(2), healthFactor: health.map { Rate(number($0)) }, loanToValue: .zero,
      maximumLoanToValue: .zero, liquidationDistance: distance.map { Rate(number($0)) })
    return PositionUpdate(
      sequence: 1, time: time(0),
      positions: debt ? [Position(key: key, amount: Quantity(1), value: nil)] : [],
      exposure: Exposure(assets: [
        AssetExposure(asset: AssetID(0), long: Quantity(delta), short: .zero, value: nil)
      ]), risk: RiskReport(lending: [lending], margin: [], flags: flags),
      pnl: PnLStatement(
        currency: AssetID(0), openingEquity: .zero, equity: .zero,
        buckets: Array(repeating: .zero, count: PnLBucket.allCases.count)))
  }

  private func name(_ requirements: Requirements, _ update: PositionUpdate) -> String? {
    switch RequirementsCheck.denial(requirements, update: update, catalog: catalog) {
    case nil: return nil
    case .requirement(let name, let value, _): return value == nil ? name + "?" : name
    default: return "other"
    }
  }

  @Test func netDeltaLooksThroughWrappers() {
    var wanted = Requirements()
    #expect(name(wanted, update(delta: 100)) == nil)
    wanted.netDeltaMax = Requirements.AssetAmount(amount: Quantity(3), asset: "WETH")
    #expect(name(wanted, update(delta: 3)) == nil)
    #expect(name(wanted, update(delta: 4)) == "netDeltaMax")
    wanted.netDeltaMax = Requirements.AssetAmount(amount: Quantity(3), asset: "DOGE")
    #expect(name(wanted, update()) == "netDeltaMax?")
  }

  /// Delta before, delta now, and whether a limit of 3 holds.
  @Test(arguments: [
    (60, 62, true), (60, 64, false), (20, 0, true), (20, 10, false), (0, -3, true), (0, -4, false),
    (-5, 2, true), (2, -2, true),
  ])
  func netDeltaCountsWhatTheInstructionLeavesUnhedged(before: Int, now: Int, holds: Bool) {
    var wanted = Requirements()
    wanted.netDeltaMax = Requirements.AssetAmount(amount: Quantity(3), asset: "ETH")
    var measures = RequirementsCheck.Measures()
    measures.netDeltaAtStart = Quantity(before)
    let denial = RequirementsCheck.denial(
      wanted, update: update(delta: now), catalog: catalog, measures: measures)
    #expect((denial == nil) == holds)
  }

  @Test func healthIsUnlimitedOnlyWithoutDebt() {
    var wanted = Requirements()
    wanted.healthFactorMin = Rate(number("1.35"))
    #expect(name(wanted, update()) == nil)
    #expect(name(wanted, update(debt: true)) == "healthFactorMin?")
    #expect(name(wanted, update(debt: true, health: "1.35")) == nil)
    #expect(name(wanted, update(debt: true, health: "1.34")) == "healthFactorMin")
    let blind = update(debt: true, health: "2", flags: [.missingPrice(AssetID(1))])
    #expect(name(wanted, blind) == "healthFactorMin?")
    // What is neither lent nor owed bears on no health factor.
    let elsewhere = update(debt: true, health: "2", flags: [.missingPrice(AssetID(0))])
    #expect(name(wanted, elsewhere) == nil)
  }

  @Test func distanceAndMeasuresMustBeKnown() {
    var wanted = Requirements()
    wanted.liquidationDistanceMin = Rate(number("0.25"))
    #expect(name(wanted, update(debt: true, health: "2", distance: "0.25")) == nil)
    #expect(
      name(wanted, update(debt: true, health: "2", distance: "0.2")) == "liquidationDistanceMinPct")
    #expect(name(wanted, update(debt: true, health: "2")) == "liquidationDistanceMinPct?")
    for (missing, expected) in [(1, "liquidationDistanceMinPct?"), (0, nil)] {
      let blind = update(
        debt: true, health: "2", distance: "0.25", flags: [.missingPrice(AssetID(missing))])
      #expect(name(wanted, blind) == expected)
    }
    var costly = Requirements()
    costly.costMax = Rate(number("0.0025"))
    #expect(name(costly, update()) == "costMaxBps?")
    var measures = RequirementsCheck.Measures()
    measures.cost = Rate(number("0.0025"))
    #expect(
      RequirementsCheck.denial(costly, update: update(), catalog: catalog, measures: measures)
        == nil)
    var fresh = Requirements()
    fresh.oracleMaximumAge = .seconds(3600)
    measures.oracleAge = .seconds(3601)
    #expect(
      RequirementsCheck.denial(fresh, update: update(), catalog: catalog, measures: measures)
        == .requirement(
          name: "oracleMaxAge", value: number("3601"), limit: number("3600")))
  }
}
