import FixedPoint
import JSON

/// One tier of a leverage table.
struct TierRecord: WireRecord, Hashable {
  var symbol: String?
  var tier: String?
  /// Position value, or size where the venue counts in contracts, from which it applies.
  var floor: Money?
  /// Position value, or size where the venue counts in contracts, up to which it applies.
  var cap: Money?
  /// What floor and cap count: `quote` or `contracts`.
  var unit: String
  var maintenanceMarginRate: Rate?
  var initialMarginRate: Rate?
  var maximumLeverage: Rate?

  func write(into writer: inout JSONWriter) {
    writer.text("symbol", symbol)
    writer.text("tier", tier)
    writer.field("floor", floor)
    writer.field("cap", cap)
    writer.field("unit", unit)
    writer.field("maintenanceMarginRate", maintenanceMarginRate)
    writer.field("initialMarginRate", initialMarginRate)
    writer.field("maxLeverage", maximumLeverage)
  }
}
