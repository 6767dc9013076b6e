import FixedPoint
import TradingModel

/// An outcome as people read it: legs, the books after each, and the PnL waterfall.
public enum OutcomeText {
  /// The lines of an executed instruction.
  public static func lines(_ outcome: Outcome, _ catalog: Catalog, heading: String) -> [String] {
    var lines = [heading, ""]
    lines += legs(outcome, catalog)
    lines += [""] + books(outcome.after, catalog)
    lines += ["", "status \(outcome.report.status.rawValue)   state \(outcome.stateHash)"]
    if !outcome.report.reason.isEmpty { lines.append("reason \(outcome.report.reason)") }
    if outcome.isResting { lines.append("the order rests at its venue") }
    return lines + differences(outcome, catalog)
  }

  /// What came otherwise than the caller expected.
  private static func differences(_ outcome: Outcome, _ catalog: Catalog) -> [String] {
    outcome.deltas(catalog).filter { !$0.isMet }.map { delta in
      guard let actual = delta.actual else {
        return "! expected a change of \(delta.key), which is no position key"
      }
      let expected = delta.expected.map { "expected \($0)" } ?? "not expected"
      return "! \(delta.key) changed by \(actual), \(expected)"
    }
  }

  private static func legs(_ outcome: Outcome, _ catalog: Catalog) -> [String] {
    var table = TextTable(
      header: [
        "leg", "status", "filled", "price", "fees", "after: delta change", "health", "margin",
        "gas", "cost",
      ],
      rightAligned: [2, 3, 4, 5, 6, 7, 8, 9])
    for (index, leg) in outcome.report.legs.enumerated() {
      let effect = outcome.effect(ofLeg: index)
      table.add([
        leg.key.isEmpty ? "1" : leg.key, leg.status.rawValue, short(leg.filled.value, 8),
        leg.averagePrice.map { short($0.value, 4) } ?? "-", fees(leg, catalog),
        effect.map { deltas($0, catalog) } ?? "-",
        effect?.healthFactor.map { short($0.value, 4) } ?? "-",
        effect?.marginRatio.map { short($0.value, 4) } ?? "-",
        effect.map { money($0.gas, 4) } ?? "-", effect.map { money($0.cost, 4) } ?? "-",
      ])
    }
    return table.lines
  }

  private static func fees(_ leg: LegReport, _ catalog: Catalog) -> String {
    var parts = leg.fees.map { "\(short($0.amount.value, 6)) \(catalog[$0.asset].symbol)" }
    if leg.gasPaid.isPositive { parts.append("\(short(leg.gasPaid.value, 6)) gas") }
    return parts.isEmpty ? "-" : parts.joined(separator: " + ")
  }

  /// Change of net delta per asset since the instruction began.
  private static func deltas(_ effect: LegEffect, _ catalog: Catalog) -> String {
    let parts = effect.deltas.map {
      "\(short($0.change.value, 8)) \(catalog[$0.asset].symbol)"
    }
    return parts.isEmpty ? "0" : parts.joined(separator: ", ")
  }

  /// Positions, exposure, risk and the attribution of PnL.
  public static func books(_ update: PositionUpdate, _ catalog: Catalog) -> [String] {
    let currency = catalog[update.pnl.currency].symbol
    var lines = positions(update.positions, currency, catalog) + [""]
    lines += exposure(update.exposure, catalog)
    for flag in update.risk.flags { lines.append("  ! \(flag.text(catalog))") }
    return lines + [""] + pnl(update.pnl, catalog)
  }

  static func positions(
    _ positions: [Position], _ currency: String, _ catalog: Catalog
  ) -> [String] {
    var table = TextTable(
      header: ["position", "amount", "value \(currency)", "entry"], rightAligned: [1, 2, 3])
    for position in positions {
      table.add([
        catalog.name(of: position.key), short(position.amount.value, 8),
        position.value.map { money($0, 2) } ?? "-",
        position.entryPrice.map { short($0.value, 4) } ?? "-",
      ])
    }
    return table.lines
  }

  static func exposure(_ exposure: Exposure, _ catalog: Catalog) -> [String] {
    exposure.assets.map { exposure in
      "  net \(catalog[exposure.asset].symbol) \(short(exposure.netDelta.value, 8))"
        + "  (long \(short(exposure.long.value, 8)), short \(short(exposure.short.value, 8)))"
    }
  }

  static func pnl(_ pnl: PnLStatement, _ catalog: Catalog) -> [String] {
    let currency = catalog[pnl.currency].symbol
    let parts = PnLBucket.allCases.filter { !pnl[$0].isZero }
      .map { "\($0.name) \(money(pnl[$0], 6))" }
    return [
      "  equity \(money(pnl.equity, 2)) \(currency)   pnl \(money(pnl.total, 6))",
      "  " + (parts + ["residual \(pnl.residual)"]).joined(separator: "  "),
    ]
  }

  private static func short(_ value: Decimal18, _ decimals: Int) -> String {
    let text = value.formatted(decimals: decimals, rounding: .halfEven)
    guard text.contains(".") else { return text }
    var trimmed = text
    while trimmed.last == "0" { trimmed.removeLast() }
    if trimmed.last == "." { trimmed.removeLast() }
    return trimmed
  }

  private static func money(_ value: ExactMoney, _ decimals: Int) -> String {
    value.rounded(.halfEven).map { $0.formatted(decimals: decimals, rounding: .halfEven) }
      ?? value.description
  }
}
