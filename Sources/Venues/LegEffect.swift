import ExecutionRuntime
import FixedPoint
import TradingModel

/// Where the desk stood when a leg had ended, counted from the beginning of the instruction.
public struct LegEffect: Hashable, Sendable {
  /// Change of one asset's net delta.
  public struct DeltaChange: Hashable, Sendable {
    /// The underlying asset.
    public let asset: AssetID
    /// Change of its net delta, in its units.
    public let change: Quantity
  }

  /// Changes of net delta of the assets whose holdings changed, ascending; the reporting currency
  /// left out.
  public let deltas: [DeltaChange]
  /// Lowest health factor of all lending venues; nil without debt.
  public let healthFactor: Rate?
  /// Lowest margin ratio of all exchanges; nil without perpetuals.
  public let marginRatio: Rate?
  /// Fees, gas, slippage and transfer costs so far, in the reporting currency.
  public let cost: ExactMoney
  /// Value of the gas paid so far, in the reporting currency.
  public let gas: ExactMoney
}

extension Outcome {
  /// Where the desk stood after a leg; nil for a leg that never ended.
  public func effect(ofLeg leg: Int) -> LegEffect? {
    // The last report in which the leg changed is the first that shows it as it stayed. Where legs
    // were undone, what counts is how things stood before.
    let done = steps.first { step in
      guard leg < step.report.legs.count else { return false }
      let then = step.report.legs[leg]
      return report.status == .completed
        ? then == report.legs[leg] : then.status != .waiting && then.status != .working
    }
    guard report.legs[leg].status != .skipped, let update = done?.update else { return nil }
    return LegEffect(
      deltas: deltas(to: update),
      healthFactor: update.risk.healthFactor,
      marginRatio: update.risk.margin.compactMap(\.marginRatio).min(),
      cost: cost(update.pnl) - cost(before.pnl), gas: before.pnl[.gas] - update.pnl[.gas])
  }

  private func deltas(to update: PositionUpdate) -> [LegEffect.DeltaChange] {
    let held = (before.exposure.assets + update.exposure.assets).map(\.asset)
    return Set(held).sorted().compactMap { asset in
      let earlier = before.exposure.assets.first { $0.asset == asset }
      let later = update.exposure.assets.first { $0.asset == asset }
      let isChanged =
        earlier?.long ?? .zero != later?.long ?? .zero
        || earlier?.short ?? .zero != later?.short ?? .zero
      guard asset != update.pnl.currency, isChanged else { return nil }
      return LegEffect.DeltaChange(
        asset: asset, change: (later?.netDelta ?? .zero) - (earlier?.netDelta ?? .zero))
    }
  }

  private func cost(_ pnl: PnLStatement) -> ExactMoney {
    -(pnl[.fees] + pnl[.gas] + pnl[.slippage] + pnl[.transferCosts])
  }
}
