import FixedPoint

/// One step of an exchange's margin table: it holds for position notionals in (floor, cap].
public struct MarginTier: Hashable, Codable, Sendable {
  /// Notional above which the tier holds, in quote units.
  public let notionalFloor: Money
  /// Notional up to which it holds; nil for the last tier.
  public let notionalCap: Money?
  /// Initial margin as a fraction of notional (1 / maximum leverage).
  public let initialRate: Rate
  /// Maintenance margin as a fraction of notional.
  public let maintenanceRate: Rate
  /// Amount subtracted from rate × notional so that the table is continuous, in quote units.
  public let maintenanceAmount: Money

  /// Describes a tier.
  public init(
    notionalFloor: Money, notionalCap: Money?, initialRate: Rate, maintenanceRate: Rate,
    maintenanceAmount: Money
  ) {
    self.notionalFloor = notionalFloor
    self.notionalCap = notionalCap
    self.initialRate = initialRate
    self.maintenanceRate = maintenanceRate
    self.maintenanceAmount = maintenanceAmount
  }
}
