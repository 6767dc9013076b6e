import ExecutionCore
import FixedPoint
import JSON
import Portfolio
import TradingModel

extension BookSource {
  func positions(_ positions: [Position], _ name: String) -> BookAnswer {
    var json = JSONWriter()
    json.object { json in
      stamp(&json)
      json.key(name)
      json.positions(positions, catalog)
    }
    return BookAnswer(json: json.text, lines: OutcomeText.positions(positions, currency, catalog))
  }

  func exposure(_ update: PositionUpdate) -> BookAnswer {
    var json = JSONWriter()
    json.object { json in
      stamp(&json)
      json.key("exposure")
      json.exposure(update.exposure, catalog)
    }
    return BookAnswer(json: json.text, lines: OutcomeText.exposure(update.exposure, catalog))
  }

  func risk(_ update: PositionUpdate) -> BookAnswer {
    var json = JSONWriter()
    json.object { json in
      stamp(&json)
      json.key("risk")
      json.risk(update.risk, catalog)
    }
    var table = TextTable(
      header: ["venue", "health", "loan to value", "margin ratio", "equity", "liquidation"],
      rightAligned: [1, 2, 3, 4, 5])
    for health in update.risk.lending {
      table.add([
        catalog[health.venue].name, text(health.healthFactor), text(health.loanToValue), "-", "-",
        text(health.liquidationDistance),
      ])
    }
    for margin in update.risk.margin {
      table.add([
        margin.isolated.map { "\(catalog[margin.venue].name) \(catalog[$0].symbol) isolated" }
          ?? catalog[margin.venue].name,
        "-", "-", text(margin.marginRatio),
        margin.equity.value.formatted(decimals: 2, rounding: .halfEven),
        text(margin.liquidationDistance),
      ])
    }
    let flags = update.risk.flags.map { "  ! \($0.text(catalog))" }
    return BookAnswer(json: json.text, lines: table.lines + flags)
  }

  func pnl(_ update: PositionUpdate) -> BookAnswer {
    var json = JSONWriter()
    json.object { json in
      stamp(&json)
      json.key("pnl")
      json.statement(update.pnl, catalog)
    }
    return BookAnswer(json: json.text, lines: OutcomeText.pnl(update.pnl, catalog))
  }

  private var currency: String { catalog[core.portfolio.reportingCurrency].symbol }

  private func text(_ rate: Rate?) -> String {
    rate?.value.formatted(decimals: 4, rounding: .halfEven) ?? "-"
  }
}
