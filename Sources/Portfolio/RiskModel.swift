import FixedPoint
import TradingModel

/// Risk of a portfolio: lending health, margin and what needs attention.
public enum RiskModel {
  /// Risk at a time.
  public static func report(of portfolio: Portfolio, time: Timestamp) -> RiskReport {
    let portfolio = portfolio.withMovesPosted()
    let keys = portfolio.book.keysHeld()
    let lending = portfolio.lendingHealth(keys)
    let margin = portfolio.marginHealth(keys)
    var flags = portfolio.priceFlags(keys, time: time)
    for health in lending {
      if let factor = health.healthFactor, factor.value < .one {
        flags.append(.liquidatable(health.venue))
      }
    }
    for health in margin where health.equity < health.maintenanceMargin {
      flags.append(.marginCall(health.venue))
    }
    for venue in portfolio.unreconciled { flags.append(.notReconciled(venue)) }
    return RiskReport(lending: lending, margin: margin, flags: flags)
  }
}

extension Portfolio {
  /// Missing prices, stale oracles and deviating pegs of what is held, ascending by asset.
  func priceFlags(_ keys: [PositionKey], time: Timestamp) -> [RiskFlag] {
    var isHeld = Array(repeating: false, count: catalog.assets.count)
    for key in keys {
      switch key.subject {
      case .asset(let asset): isHeld[asset.index] = true
      case .instrument(let id): isHeld[catalog[id].settle.index] = true
      }
    }
    var flags: [RiskFlag] = []
    for asset in catalog.assets.indices where isHeld[asset] {
      let id = AssetID(asset)
      if pnl.price(of: asset) == 0 { flags.append(.missingPrice(id)) }
      if rates.oracle[asset] != 0 {
        let age = time.since(rates.oracleTime[asset])
        if age > limits.oracleAge { flags.append(.staleOracle(id, age: age)) }
      }
      if let deviation = pegDeviation(of: asset), deviation.magnitude > limits.pegDeviation {
        flags.append(.pegDeviation(id, deviation))
      }
    }
    return flags
  }

  /// Market rate over protocol rate less one; nil where either is unknown.
  private func pegDeviation(of asset: Int) -> Rate? {
    guard rates.market[asset] != 0 else { return nil }
    let nominal: Int128
    switch catalog.assets[asset].backing {
    case .none: return nil
    case .pegged: nominal = Decimal18.scaleFactor
    case .rate: nominal = rates.conversion[asset]
    }
    return Decimal18(mantissa: rates.market[asset] - nominal)
      .divided(by: Decimal18(mantissa: nominal), rounding: .halfEven).map { Rate($0) }
  }
}
