import FixedPoint
import TradingModel

/// An exchange's margin arithmetic: linear in the notional within a tier.
public enum MarginTable {
  /// The tier of a notional: floors are exclusive, caps inclusive; beyond the last cap the last
  /// tier; nil without tiers.
  public static func tier(of notional: Money, in tiers: [MarginTier]) -> MarginTier? {
    tiers.last { $0.notionalFloor < notional } ?? tiers.first
  }

  /// Initial margin: notional × the tier's initial rate, rounded up; without tiers notional over
  /// the largest leverage.
  public static func initialMargin(_ notional: Money, of instrument: Instrument) -> Money {
    guard let tier = tier(of: notional, in: instrument.marginTiers) else {
      return notional.divided(by: instrument.maximumLeverage, rounding: .up) ?? notional
    }
    return notional.timesIfFits(tier.initialRate, rounding: .up) ?? notional
  }

  /// Maintenance margin: notional × the tier's rate − the tier's amount, rounded up, at least zero.
  public static func maintenanceMargin(_ notional: Money, of instrument: Instrument) -> Money {
    guard let tier = tier(of: notional, in: instrument.marginTiers) else { return .zero }
    let required = notional.timesIfFits(tier.maintenanceRate, rounding: .up) ?? notional
    return max(required.subtracting(tier.maintenanceAmount) ?? .zero, .zero)
  }
}
