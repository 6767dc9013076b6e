import FixedPoint
import JSON
import TradingModel

extension BybitStreams {
  /// Tells private connections what happened.
  static func publish(_ notice: Notice, _ state: inout VenueServerState) {
    var rows: [(account: Int, rows: [(topic: String, row: JSONNode)])] = []
    var made: [(account: Int, row: Int, listened: String, text: String)] = []
    for id in state.sessionOrder {
      guard let session = state.sessions[id], session.path == "/v5/private",
        let account = session.account
      else { continue }
      if !rows.contains(where: { $0.account == account }) {
        rows.append((account, self.rows(notice, account, state)))
      }
      let own = rows.first { $0.account == account }?.rows ?? []
      for (place, (topic, row)) in own.enumerated() {
        guard let listened = session.topics.first(where: { matches($0, topic, row) }) else {
          continue
        }
        let known = made.first {
          $0.account == account && $0.row == place && $0.listened == listened
        }
        let text = known?.text ?? message(listened, row, &state)
        if known == nil { made.append((account, place, listened, text)) }
        state.send(text, to: id, isData: true)
      }
    }
  }

  private static func message(
    _ topic: String, _ row: JSONNode, _ state: inout VenueServerState
  ) -> String {
    JSONNode.fields {
      field("id", "sim\(state.nextNumber())")
      field("topic", topic)
      field("creationTime", state.now.milliseconds)
      field("data", [row])
    }.description
  }

  /// `order` hears of all categories, `order.linear` of one.
  private static func matches(_ listened: String, _ topic: String, _ row: JSONNode) -> Bool {
    listened == topic || listened == "\(topic).\(row["category"]?.text ?? "")"
  }

  private static func rows(
    _ notice: Notice, _ account: Int, _ state: VenueServerState
  ) -> [(topic: String, row: JSONNode)] {
    switch notice {
    case .order(account, .bybitUnified, let order, _, let fill):
      let market = BybitOrders.market(order, state)
      let category = market == .spot ? "spot" : "linear"
      var rows: [(topic: String, row: JSONNode)] = []
      if let fill {
        rows.append(
          (
            "execution",
            BybitShapes.execution(fill, order, state).adding {
              field("category", category)
              field("isLeverage", "0")
            }
          ))
      }
      rows.append(
        (
          "order",
          streamed(order, market, state).adding {
            field("category", category)
            field("closedPnl", order.realised)
            field("feeCurrency", order.fees.first.map { state.symbol($0.asset) } ?? "")
          }
        ))
      if market == .perp { rows.append(("position", position(order.feed, account, state))) }
      rows.append(("wallet", BybitAccount.balances(account, state)))
      return rows
    case .balance(account, .bybitUnified, _, _, _):
      return [("wallet", BybitAccount.balances(account, state))]
    case .position(account, .bybitUnified, let feed, _):
      return [
        ("position", position(feed, account, state)),
        ("wallet", BybitAccount.balances(account, state)),
      ]
    default: return []
    }
  }

  /// Clients take an order with `tpslMode` for one of derivatives.
  private static func streamed(
    _ order: OrderRecord, _ market: Market, _ state: VenueServerState
  ) -> JSONNode {
    let row = BybitShapes.order(order, state)
    if market == .perp { return row }
    return .object((row.members ?? []).filter { $0.name != "tpslMode" })
  }

  /// The stream says `entryPrice` where REST says `avgPrice`.
  private static func position(
    _ feed: Int, _ account: Int, _ state: VenueServerState
  ) -> JSONNode {
    let members = (BybitPositions.row(feed, account, state).members ?? []).map { member in
      member.name == "avgPrice" ? JSONMember(name: "entryPrice", value: member.value) : member
    }
    return JSONNode.object(members).adding {
      field("category", "linear")
    }
  }
}
