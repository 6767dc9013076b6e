import ExecutionCore
import FixedPoint
import JSON
import Journal
import Orders
import RiskControl
import TradingModel

extension BookSource {
  func status() -> BookAnswer {
    let running = core.runningInstructions
    var json = JSONWriter()
    json.object { json in
      json.flag("running", engine != nil)
      json.number("pid", engine)
      json.field("mode", mode.rawValue)
      json.field("journal", journal?.path)
      json.field("time", now.description)
      json.number("sequence", core.sequence)
      json.field("head", journal?.head.hash)
      json.field("stateHash", core.stateHash())
      json.key("instructions")
      json.array(running) { json, id in json.string(id) }
      json.number("workingOrders", core.orders.working.count)
      json.field("killed", core.gate.killReason)
    }
    var lines = [
      engine.map { "running in process \($0)" } ?? "not running; read from the journal",
      "  mode     \(mode.rawValue)", "  journal  \(journal?.path ?? "none")",
      "  time     \(now)", "  input    \(core.sequence)", "  state    \(core.stateHash())",
      "  orders   \(core.orders.working.count) working",
      "  under way  \(running.isEmpty ? "nothing" : running.joined(separator: ", "))",
    ]
    if let reason = core.gate.killReason { lines.append("  ! killed: \(reason)") }
    return BookAnswer(json: json.text, lines: lines)
  }

  func orders() -> BookAnswer {
    let tracked = (0..<core.orders.count).compactMap { core.orders[OrderID(UInt64($0) + 1)] }
    var json = JSONWriter()
    json.object { json in
      stamp(&json)
      json.key("orders")
      json.array(tracked) { json, order in write(order, &json) }
    }
    var table = TextTable(
      header: [
        "order", "venue", "instrument", "side", "type", "state", "quantity", "filled", "price",
      ], rightAligned: [0, 6, 7, 8])
    for order in tracked {
      let instrument = catalog[order.order.instrument]
      table.add([
        String(order.order.id.raw), catalog[instrument.venue].name, instrument.symbol,
        order.order.side.rawValue, order.order.type.rawValue, order.state.rawValue,
        order.order.quantity.description, order.filled.description,
        (order.averagePrice ?? order.order.price)?.description ?? "-",
      ])
    }
    return BookAnswer(json: json.text, lines: table.lines)
  }

  func fillTable() -> BookAnswer {
    var json = JSONWriter()
    json.object { json in
      stamp(&json)
      json.key("fills")
      json.array(fills) { json, execution in
        json.object { json in
          json.field("time", execution.time.description)
          json.number("sequence", execution.sequence)
          json.field("venue", execution.venue)
          json.field("instrument", execution.instrument)
          json.field("tradeID", String(execution.fill.tradeID))
          json.number("order", execution.fill.order?.raw)
          json.field("side", execution.fill.side.rawValue)
          json.field("quantity", execution.fill.quantity)
          json.field("price", execution.fill.price)
          json.field("fee", execution.fill.fee)
          json.field("feeAsset", catalog[execution.fill.feeAsset].symbol)
          json.field("liquidity", execution.fill.liquidity.rawValue)
          json.flag("liquidation", execution.fill.isLiquidation)
        }
      }
    }
    var table = TextTable(
      header: ["time", "venue", "instrument", "order", "side", "quantity", "price", "fee"],
      rightAligned: [3, 5, 6, 7])
    for execution in fills {
      let fill = execution.fill
      table.add([
        execution.time.description, execution.venue, execution.instrument,
        fill.order.map { String($0.raw) } ?? "-", fill.side.rawValue, fill.quantity.description,
        fill.price.description, "\(fill.fee) \(catalog[fill.feeAsset].symbol)",
      ])
    }
    return BookAnswer(json: json.text, lines: table.lines)
  }

  /// Sequence and time every answer carries.
  func stamp(_ json: inout JSONWriter) {
    json.number("sequence", core.sequence)
    json.field("time", now.description)
  }

  private func write(_ tracked: TrackedOrder, _ json: inout JSONWriter) {
    let order = tracked.order
    let instrument = catalog[order.instrument]
    json.object { json in
      json.number("order", order.id.raw)
      json.field("clientOrderID", order.clientOrderID.text)
      json.field("venueOrderID", tracked.venueOrderID)
      json.field("venue", catalog[instrument.venue].name)
      json.field("instrument", instrument.symbol)
      json.field("side", order.side.rawValue)
      json.field("type", order.type.rawValue)
      json.field("state", tracked.state.rawValue)
      json.field("quantity", order.quantity)
      json.field("filled", tracked.filled)
      json.field("price", order.price)
      json.field("averagePrice", tracked.averagePrice)
      json.field("reason", tracked.reason)
    }
  }
}
