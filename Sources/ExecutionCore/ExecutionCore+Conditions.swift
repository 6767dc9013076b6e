import FixedPoint
import Portfolio
import RiskControl
import Sagas
import TradingModel

/// Conditions of an instruction that must hold before something of it is sent.
extension ExecutionCore {
  /// Why an action may not be sent: `oracleMaxAge` or `pegMaxDeviationBps` of its plan or of its
  /// own, judged by the assets it names. Nil when nothing stands against it.
  func unmetCondition(_ action: Action, _ assignment: Assignment) -> String? {
    // What undoes a leg shrinks risk and is not held back.
    if assignment.isUndo { return nil }
    let plan = plans[assignment.plan].run.plan.requirements
    for requirements in [plan, action.requirements ?? Requirements()] {
      var judged = Requirements()
      judged.oracleMaximumAge = requirements.oracleMaximumAge
      judged.pegDeviationMax = requirements.pegDeviationMax
      if judged.isEmpty { continue }
      let assets = assets(of: action)
      var measures = RequirementsCheck.Measures()
      measures.oracleAge = oracleAge(of: assets)
      measures.pegDeviation = pegDeviation(of: assets)
      let denial = RequirementsCheck.denial(judged, measures: measures)
      if let denial { return denial.message }
    }
    return nil
  }

  /// The assets an action names, as far as they are known.
  private func assets(of action: Action) -> [AssetID] {
    let symbols: [String]
    switch action {
    case .trade(let trade):
      guard let venue = catalog.venue(named: trade.venue),
        let instrument = try? router.instrument(venue.id, trade)
      else { return [] }
      return [instrument.base]
    case .onChain(let action):
      symbols = action.steps.flatMap { [$0.token] + ($0.receive.map { [$0] } ?? []) }
    case .transfer(let transfer): symbols = [transfer.asset]
    case .plan: symbols = []
    }
    return symbols.compactMap { catalog.asset(named: $0)?.id }
  }

  /// Age of the oldest answer the assets are valued by: an oracle's price; without one a protocol's
  /// rate and what stands behind it; at the end of that chain the spot price of an exchange, which
  /// in a backtest stands in for the oracle. The reporting currency needs none. Nil where an answer
  /// is missing.
  private func oracleAge(of assets: [AssetID]) -> TimeSpan? {
    var oldest = time
    for asset in assets {
      var current: AssetID? = asset
      // Backings are a chain of a few links; a loop in a catalog must not be one here.
      for _ in 0..<8 {
        guard let link = current, link != portfolio.reportingCurrency else { break }
        let answer: Timestamp?
        if let told = market.oracleTimes[link.index] {
          (answer, current) = (told, nil)
        } else {
          switch catalog[link].backing {
          case .rate(let next): (answer, current) = (market.conversionTimes[link.index], next)
          case .pegged(let next): (answer, current) = (time, next)
          case .none: (answer, current) = (spotTime(of: link), nil)
          }
        }
        guard let answer else { return nil }
        oldest = min(oldest, answer)
      }
    }
    return time.since(oldest)
  }

  private func spotTime(of asset: AssetID) -> Timestamp? {
    catalog.instruments.lazy.filter {
      $0.market == .spot && $0.base == asset && $0.quote == portfolio.reportingCurrency
    }.compactMap { market.updated($0.id) }.max()
  }

  /// The largest deviation of a market rate from its protocol's, without sign; zero where nothing
  /// is backed by another asset, nil where a market rate is missing. Wrapped native assets are
  /// redeemed one for one by their contract and have none.
  private func pegDeviation(of assets: [AssetID]) -> Rate? {
    var largest = Rate.zero
    for asset in assets {
      let nominal: Rate
      switch catalog[asset].backing {
      case .none: continue
      case .pegged:
        if catalog.chains.contains(where: { $0.wrappedAsset == asset }) { continue }
        nominal = Rate(1)
      case .rate:
        guard let rate = market.conversionRates[asset.index] else { return nil }
        nominal = rate
      }
      guard let rate = market.marketRates[asset.index],
        let deviation = rate.subtracting(nominal)?.magnitude.value
          .divided(by: nominal.value, rounding: .up)
      else { return nil }
      largest = max(largest, Rate(deviation))
    }
    return largest
  }
}
