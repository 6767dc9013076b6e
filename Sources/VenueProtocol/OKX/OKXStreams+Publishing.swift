import FixedPoint
import JSON
import Simulation
import TradingModel

extension OKXStreams {
  /// Tells private connections what happened.
  static func publish(_ notice: Notice, _ state: inout VenueServerState) {
    var rows: [(account: Int, rows: [(channel: String, row: JSONNode)])] = []
    var made: [(topic: String, account: Int, texts: [String])] = []
    for id in state.sessionOrder {
      guard let session = state.sessions[id], session.segment == .okx,
        let account = session.account
      else { continue }
      for topic in session.topics {
        if let known = made.first(where: { $0.topic == topic && $0.account == account }) {
          for text in known.texts { state.send(text, to: id, isData: true) }
          continue
        }
        if !rows.contains(where: { $0.account == account }) {
          rows.append((account, self.rows(notice, account, state)))
        }
        let argument = (try? JSONNode(parsing: topic)) ?? .null
        let texts = (rows.first { $0.account == account }?.rows ?? []).filter {
          argument["channel"]?.text == $0.channel && matches(argument, $0.row)
        }.map { data(argument, [$0.row]) }
        made.append((topic, account, texts))
        for text in texts { state.send(text, to: id, isData: true) }
      }
    }
  }

  private static func matches(_ argument: JSONNode, _ row: JSONNode) -> Bool {
    if let type = argument["instType"]?.text, type != "ANY", let own = row["instType"]?.text,
      type != own
    {
      return false
    }
    if let name = argument["instId"]?.text, let own = row["instId"]?.text { return name == own }
    return true
  }

  private static func rows(
    _ notice: Notice, _ account: Int, _ state: VenueServerState
  ) -> [(channel: String, row: JSONNode)] {
    switch notice {
    case .order(account, .okxTrading, let order, let cause, let fill):
      return rows(order, cause, fill, account, state)
    case .balance(account, .okxTrading, _, _, _):
      return [("account", OKXAccount.balances(account, state))]
    case .position(account, .okxTrading, let feed, _):
      return [
        ("positions", OKXAccount.position(feed, account, state)),
        ("account", OKXAccount.balances(account, state)),
      ]
    default: return []
    }
  }

  private static func rows(
    _ order: OrderRecord, _ cause: Notice.Cause, _ fill: FillRecord?, _ account: Int,
    _ state: VenueServerState
  ) -> [(channel: String, row: JSONNode)] {
    var rows: [(channel: String, row: JSONNode)] = []
    if order.isConditional, order.label("hidden").isEmpty, fill == nil {
      rows.append(("orders-algo", OKXShapes.algo(order, state, account)))
    }
    if order.isConditional, order.triggered == nil { return rows }
    rows.append(("orders", streamed(order, cause, fill, account, state)))
    if let fill { rows.append(("fills", OKXShapes.fill(fill, order, state))) }
    if state.markets.feeds[order.feed].isPerpetual, cause == .trade {
      rows.append(("positions", OKXAccount.position(order.feed, account, state)))
    }
    rows.append(("account", OKXAccount.balances(account, state)))
    return rows
  }

  /// The stream's row tells the last execution of its own event only.
  private static func streamed(
    _ order: OrderRecord, _ cause: Notice.Cause, _ fill: FillRecord?, _ account: Int,
    _ state: VenueServerState
  ) -> JSONNode {
    let rules = state.markets.feeds[order.feed].instrument
    let own: [String: String] = [
      "fillPx": fill?.price.description ?? "", "tradeId": fill.map { String($0.id) } ?? "",
      "fillSz": fill.map { OKXShapes.size($0.quantity, rules).description } ?? "0",
      "fillTime": fill.map { String($0.time.milliseconds) } ?? "",
    ]
    let members = (OKXShapes.order(order, state, account, fill: fill).members ?? []).map {
      JSONMember(name: $0.name, value: own[$0.name].map { .string($0) } ?? $0.value)
    }
    let fee = fill.map { $0.fee.isZero ? "0" : (-$0.fee).description } ?? "0"
    return JSONNode.object(members).adding {
      field("fillFee", fee)
      field("fillFeeCcy", fill.map { state.symbol($0.feeAsset) } ?? "")
      field("execType", fill.map { $0.isMaker ? "M" : "T" } ?? "")
      field("fillPnl", fill?.realised ?? .zero)
      field("fillNotionalUsd", fill?.notional ?? .zero)
      field("notionalUsd", order.filledQuote)
      field("code", "0")
      field("msg", "")
      field("reqId", "")
      field("amendResult", cause == .amended ? "0" : "")
      field("amendSource", "")
      field("lastPx", state.markets.feeds[order.feed].last)
    }
  }
}
