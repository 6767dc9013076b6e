import FixedPoint
import JSON
import TradingModel

extension JSONWriter {
  /// Writes positions, exposure, risk and PnL.
  public mutating func books(_ update: PositionUpdate, _ catalog: Catalog) {
    object { json in
      json.number("sequence", update.sequence)
      json.field("time", update.time.description)
      json.key("positions")
      json.positions(update.positions, catalog)
      json.key("exposure")
      json.exposure(update.exposure, catalog)
      json.key("risk")
      json.risk(update.risk, catalog)
      json.key("pnl")
      json.statement(update.pnl, catalog)
    }
  }

  mutating func positions(_ positions: [Position], _ catalog: Catalog) {
    array(positions) { json, position in
      json.object { json in
        json.field("key", catalog.name(of: position.key))
        json.field("amount", position.amount)
        json.field("value", position.value)
        json.field("entryPrice", position.entryPrice)
      }
    }
  }

  mutating func exposure(_ exposure: Exposure, _ catalog: Catalog) {
    array(exposure.assets) { json, exposure in
      json.object { json in
        json.field("asset", catalog[exposure.asset].symbol)
        json.field("long", exposure.long)
        json.field("short", exposure.short)
        json.field("netDelta", exposure.netDelta)
        json.field("value", exposure.value)
      }
    }
  }

  mutating func risk(_ risk: RiskReport, _ catalog: Catalog) {
    object { json in
      json.key("lending")
      json.array(risk.lending) { json, health in
        json.object { json in
          json.field("venue", catalog[health.venue].name)
          json.field("healthFactor", health.healthFactor)
          json.field("loanToValue", health.loanToValue)
          json.field("maximumLoanToValue", health.maximumLoanToValue)
          json.field("liquidationDistance", health.liquidationDistance)
        }
      }
      json.key("margin")
      json.array(risk.margin) { json, margin in
        json.object { json in
          json.field("venue", catalog[margin.venue].name)
          if let id = margin.isolated { json.field("isolated", catalog[id].symbol) }
          json.field("equity", margin.equity)
          json.field("initialMargin", margin.initialMargin)
          json.field("maintenanceMargin", margin.maintenanceMargin)
          json.field("marginRatio", margin.marginRatio)
          json.field("liquidationDistance", margin.liquidationDistance)
        }
      }
      json.key("flags")
      json.array(risk.flags) { json, flag in json.string(flag.text(catalog)) }
    }
  }

  mutating func statement(_ pnl: PnLStatement, _ catalog: Catalog) {
    object { json in
      json.field("currency", catalog[pnl.currency].symbol)
      json.field("openingEquity", pnl.openingEquity)
      json.field("equity", pnl.equity)
      json.field("total", pnl.total)
      json.key("attribution")
      json.object { json in
        for bucket in PnLBucket.allCases { json.field(bucket.name, pnl[bucket]) }
      }
      json.field("residual", pnl.residual)
    }
  }
}

extension RiskFlag {
  /// One line for people and programs.
  func text(_ catalog: Catalog) -> String {
    switch self {
    case .missingPrice(let asset): "missing price: \(catalog[asset].symbol)"
    case .staleOracle(let asset, let age):
      "stale oracle: \(catalog[asset].symbol), \(age.nanoseconds / 1_000_000_000) s"
    case .pegDeviation(let asset, let rate): "peg deviation: \(catalog[asset].symbol), \(rate)"
    case .liquidatable(let venue): "liquidatable: \(catalog[venue].name)"
    case .marginCall(let venue): "margin call: \(catalog[venue].name)"
    case .notReconciled(let venue): "not reconciled: \(catalog[venue].name)"
    }
  }
}
