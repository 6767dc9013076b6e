import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

/// Reads Bybit v5, spot and linear perpetuals. Source: bybit-exchange/docs, docs/v5.
struct BybitDecoder: VenueDecoder {
  let base: DecoderBase

  func answer(
    _ body: JSONNode, status: Int?, context: RequestContext
  ) throws(WireFailure) -> Decoded {
    let row = WireRow(body)
    guard let code = row.text("retCode") else {
      if let status, status >= 400 {
        throw base.classifier.failure(
          status: status, code: nil, message: "HTTP \(status)", mutates: context.mutates)
      }
      throw .malformed("retCode is missing")
    }
    guard code == "0" else {
      throw base.classifier.failure(
        status: status, code: code, message: row.text("retMsg") ?? "", mutates: context.mutates)
    }
    if let status, status >= 400 {
      throw base.classifier.failure(
        status: status, code: nil, message: "HTTP \(status)", mutates: context.mutates)
    }
    // The order-entry stream answers with `data` where REST has `result`.
    guard let result = row.row("result") ?? row.row("data") else {
      throw .malformed("result is missing")
    }
    var decoded = Decoded()
    decoded.cursor = result.text("nextPageCursor")
    try read(result, answer: row, context: context, into: &decoded)
    return decoded
  }

  /// Recognises a result by its members: some name their category, none their kind.
  private func read(
    _ result: WireRow, answer: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) {
    if let list = result.node["list"]?.elements ?? result.node["rows"]?.elements
      ?? result.node["balance"]?.elements ?? result.node["chains"]?.elements
    {
      decoded.isList = true
      try readList(list, of: result, answer: answer, context: context, into: &decoded)
    } else if result.has("orderId") {
      decoded.reports.append(try acknowledgement(result, time: answer.time("time")))
    } else if result.has("b"), result.has("a") {
      decoded.books.append(try book(result, isSnapshot: true, time: result.time("ts")))
    } else if result.has("timeSecond") || result.has("timeNano") {
      guard let time = try answer.integer("time") else { throw .malformed("time is missing") }
      decoded.serverTime = time
    } else if result.has("transferId") {
      decoded.transfers.append(try transfer(result))
    } else if result.has("readOnly"), result.has("permissions") {
      decoded.keys.append(key(result))
    } else if result.has("marginMode") || result.has("unifiedMarginStatus") {
      decoded.settings.append(
        SettingRecord(marginMode: marginMode(result.text("marginMode"))))
    } else if let identifier = result.text("id"), context.kind == .withdraw || context.kind == nil {
      decoded.transfers.append(
        TransferRecord(
          kind: "withdrawal", id: identifier, currency: context.currency, status: .pending))
    } else if result.node.members?.isEmpty == true || result.has("reasons") {
      decoded.events.append(EventRecord(kind: "acknowledged", subject: answer.text("op")))
    } else {
      throw .malformed("the result has none of the documented shapes")
    }
  }

  private func marginMode(_ word: String?) -> MarginMode? {
    switch word {
    case "ISOLATED_MARGIN": .isolated
    case "REGULAR_MARGIN", "PORTFOLIO_MARGIN": .cross
    default: nil
    }
  }

  private func readList(
    _ list: [JSONNode], of result: WireRow, answer: WireRow, context: RequestContext,
    into decoded: inout Decoded
  ) throws(WireFailure) {
    let outcomes = try answer.row("retExtInfo")?.rows("list") ?? []
    for (index, element) in list.enumerated() {
      if element.elements != nil {
        decoded.klines.append(try kline(WireCells(element), result.text("symbol")))
        continue
      }
      guard element.members != nil else { throw .malformed("an element is not an object") }
      let row = WireRow(element)
      if index < outcomes.count, let code = outcomes[index].text("code"), code != "0" {
        decoded.reports.append(
          ReportRecord(
            orderID: row.text("orderId"), clientOrderID: row.text("orderLinkId"),
            failure: base.classifier.failure(
              status: nil, code: code, message: outcomes[index].text("msg") ?? "", mutates: true)))
        continue
      }
      if try readOrders(row, context: context, into: &decoded) { continue }
      if try readAccount(row, of: result, context: context, into: &decoded) { continue }
      if try readMarket(row, of: result, answer: answer, context: context, into: &decoded) {
        continue
      }
      throw .malformed("a row has none of the documented shapes")
    }
  }
}
