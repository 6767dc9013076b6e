import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

/// Reads OKX v5, spot and linear swaps, contracts turned into base units. Source: OKX v5 docs.
struct OKXDecoder: VenueDecoder {
  let base: DecoderBase

  func answer(
    _ body: JSONNode, status: Int?, context: RequestContext
  ) throws(WireFailure) -> Decoded {
    let answer = WireRow(body)
    guard let code = answer.text("code") else {
      if let status, status >= 400 {
        throw base.classifier.failure(
          status: status, code: nil, message: "HTTP \(status)", mutates: context.mutates)
      }
      throw .malformed("code is missing")
    }
    let elements = answer.node["data"]?.elements
    // 1: every item failed; 2: some of them. The reasons are the items' own.
    let itemsTell = (code == "1" || code == "2") && elements?.isEmpty == false
    guard code == "0" || itemsTell else {
      throw base.classifier.failure(
        status: status, code: code, message: answer.text("msg") ?? "", mutates: context.mutates)
    }
    if let status, status >= 400 {
      throw base.classifier.failure(
        status: status, code: nil, message: "HTTP \(status)", mutates: context.mutates)
    }
    guard let elements else { throw .malformed("data is not a list") }
    var decoded = Decoded()
    decoded.isList = true
    for element in elements {
      if element.elements != nil {
        decoded.klines.append(try kline(WireCells(element), context.symbol))
        continue
      }
      guard element.members != nil else { throw .malformed("an element is not an object") }
      let row = WireRow(element)
      if let item = row.text("sCode"), item != "0" {
        decoded.reports.append(
          ReportRecord(
            orderID: row.text(anyOf: "ordId", "algoId"),
            clientOrderID: row.text(anyOf: "clOrdId", "algoClOrdId"),
            failure: base.classifier.failure(
              status: nil, code: item, message: row.text("sMsg") ?? "", mutates: context.mutates)))
        continue
      }
      try read(row, context: context, into: &decoded)
    }
    if itemsTell, !decoded.reports.contains(where: { $0.failure != nil }) {
      throw .malformed("a failure that no item explains")
    }
    return decoded
  }

  /// Recognises one row by its members: OKX's answers carry no type.
  private func read(
    _ row: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) {
    if try readOrders(row, into: &decoded) { return }
    if try readAccount(row, context: context, into: &decoded) { return }
    if try readTransfers(row, context: context, into: &decoded) { return }
    if try readMarket(row, context: context, into: &decoded) { return }
    if row.node.members?.isEmpty == true || row.has("result") {
      decoded.events.append(EventRecord(kind: "acknowledged", subject: nil))
      return
    }
    throw .malformed("a row has none of the documented shapes")
  }

  /// Base units of an amount; contracts where the instrument is a swap or future. Nil where the
  /// contract size is not known.
  func baseUnits(_ amount: Quantity?, _ row: WireRow) throws(WireFailure) -> Quantity? {
    guard let amount, isInContracts(row) else { return amount }
    guard let size = base.symbols.contractSize(row.text("instId")) else { return nil }
    return try amount.inBaseUnits(size)
  }

  /// Whether amounts of the row's instrument are counted in contracts.
  func isInContracts(_ row: WireRow) -> Bool {
    let parts = row.text("instId")?.split(separator: "-").count ?? 0
    return parts > 2
  }
}
