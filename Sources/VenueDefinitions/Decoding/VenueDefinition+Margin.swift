import FixedPoint
import TradingModel

extension VenueDefinition {
  /// Reads margin tables and funding rules; every perpetual needs one of each.
  mutating func readMargin(_ fields: FieldReader) throws(VenueDefinitionError) {
    for element in try fields.elements("margin") { try readMarginTable(element) }
    for element in try fields.elements("funding") { try readFunding(element) }
    for perp in instruments where perp.market == .perp {
      guard !marginTiers(for: perp.symbol).isEmpty else {
        throw fields.reader.error(.missingKey("margin of \(perp.symbol)"))
      }
      guard fundingRule(for: perp.symbol) != nil else {
        throw fields.reader.error(.missingKey("funding of \(perp.symbol)"))
      }
    }
  }

  private func perpSymbol(_ fields: FieldReader) throws(VenueDefinitionError) -> String {
    let symbol = try fields.text("symbol")
    let perps = instruments.filter { $0.market == .perp }.map(\.symbol)
    guard perps.contains(symbol) else {
      throw try fields.required("symbol")
        .error(.unknownName(symbol, nearest: Spelling.nearest(to: symbol, among: perps)))
    }
    return symbol
  }

  private mutating func readMarginTable(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(reader, keys: ["symbol", "tiers"])
    let symbol = try perpSymbol(fields)
    guard marginTiers(for: symbol).isEmpty else { throw reader.error(.duplicate(symbol)) }
    var tiers: [MarginTier] = []
    for element in try fields.required("tiers").elements() {
      tiers.append(try Self.marginTier(element, after: tiers.last))
    }
    guard !tiers.isEmpty else {
      throw try fields.required("tiers").notAllowed("an empty list", "at least one tier")
    }
    margin.append(MarginTable(symbol: symbol, tiers: tiers))
  }

  private static func marginTier(
    _ reader: NodeReader, after previous: MarginTier?
  ) throws(VenueDefinitionError) -> MarginTier {
    let fields = try FieldReader(
      reader, keys: ["floor", "cap", "initial", "maintenance", "amount"])
    let tier = MarginTier(
      notionalFloor: try fields.number("floor", .notNegative),
      notionalCap: try fields.optionalNumber("cap", .positive),
      initialRate: try fields.number("initial", .positiveFraction),
      maintenanceRate: try fields.number("maintenance", .positiveFraction),
      maintenanceAmount: try fields.number("amount", .notNegative))
    if let previous, previous.notionalCap == nil {
      throw reader.notAllowed("a tier", "none after a tier without a cap")
    }
    let start = previous?.notionalCap ?? .zero
    guard tier.notionalFloor == start else {
      throw try fields.required("floor").notAllowed(
        tier.notionalFloor.description, "\(start), where the tier before ends")
    }
    if let cap = tier.notionalCap, cap <= tier.notionalFloor {
      throw try fields.required("cap").notAllowed(cap.description, "above floor \(start)")
    }
    guard tier.initialRate >= tier.maintenanceRate else {
      throw try fields.required("initial").notAllowed(
        tier.initialRate.description, "at least maintenance \(tier.maintenanceRate)")
    }
    if let previous, tier.maintenanceRate < previous.maintenanceRate {
      throw try fields.required("maintenance").notAllowed(
        tier.maintenanceRate.description, "at least \(previous.maintenanceRate) of the tier before")
    }
    return tier
  }

  private mutating func readFunding(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(reader, keys: ["symbol", "intervalHours", "cap", "floor"])
    let symbol = try perpSymbol(fields)
    guard fundingRule(for: symbol) == nil else { throw reader.error(.duplicate(symbol)) }
    let rule = FundingRule(
      symbol: symbol, intervalHours: try fields.integer("intervalHours", 1...24),
      cap: try fields.number("cap", .signedFraction),
      floor: try fields.number("floor", .signedFraction))
    guard 24 % rule.intervalHours == 0 else {
      throw try fields.required("intervalHours")
        .notAllowed("\(rule.intervalHours)", "a divisor of 24")
    }
    guard rule.floor < rule.cap else {
      throw try fields.required("floor").notAllowed("\(rule.floor)", "below cap \(rule.cap)")
    }
    funding.append(rule)
  }
}
