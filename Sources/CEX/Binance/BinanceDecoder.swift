import JSON
import TradingModel
import VenueDefinitions

/// Reads Binance, spot and USDⓈ-M futures. Sources: binance-spot-api-docs, and the models of
/// Binance's own Python SDKs for derivatives and wallet.
struct BinanceDecoder: VenueDecoder {
  let base: DecoderBase

  var wallet: String { base.market == .spot ? "spot" : "linear" }

  func answer(
    _ body: JSONNode, status: Int?, context: RequestContext
  ) throws(WireFailure) -> Decoded {
    if body["result"] != nil || body["error"] != nil, body["status"] != nil, body["id"] != nil {
      return try reply(WireRow(body), context: context)
    }
    if let failure = refusal(WireRow(body), status: status, context: context) { throw failure }
    if let status, status >= 400 {
      throw base.classifier.failure(
        status: status, code: nil, message: "HTTP \(status)", mutates: context.mutates)
    }
    var decoded = Decoded()
    switch body {
    case .array(let elements):
      decoded.isList = true
      for element in elements {
        if element.elements != nil {
          decoded.klines.append(try kline(WireCells(element), context: context))
        } else if let failure = refusal(WireRow(element), status: nil, context: context) {
          decoded.reports.append(ReportRecord(failure: failure))
        } else {
          try read(WireRow(element), context: context, into: &decoded)
        }
      }
    case .object: try read(WireRow(body), context: context, into: &decoded)
    default: throw .malformed("the answer is neither an object nor a list")
    }
    return decoded
  }

  /// An answer of the WebSocket API: `id`, `status`, and `result` or `error`.
  private func reply(_ row: WireRow, context: RequestContext) throws(WireFailure) -> Decoded {
    let status = try row.integer("status").map(Int.init)
    if let error = row.row("error") {
      if let failure = refusal(error, status: status, context: context) { throw failure }
      throw base.classifier.failure(
        status: status, code: nil, message: "an error without a code", mutates: context.mutates)
    }
    guard let result = row.node["result"] else { throw .malformed("result is missing") }
    if let subscription = WireRow(result).text("subscriptionId") {
      var decoded = Decoded()
      decoded.events.append(EventRecord(kind: "subscribed", subject: subscription))
      return decoded
    }
    return try answer(result, status: status, context: context)
  }

  /// The refusal an object states by a negative `code` and `msg`, or nil.
  func refusal(_ row: WireRow, status: Int?, context: RequestContext) -> WireFailure? {
    guard let code = row.text("code"), row.has("msg"), code.hasPrefix("-") || code == "0" else {
      return nil
    }
    var message = row.text("msg") ?? ""
    var failure = base.classifier.failure(
      status: status, code: code, message: message, mutates: context.mutates)
    // A cancel-replace that failed states why in its data.
    if let data = row.row("data"), base.market == .spot, code == "-2022",
      let inner = data.row("cancelResponse"), let innerCode = inner.text("code")
    {
      message = inner.text("msg") ?? message
      failure = base.classifier.failure(
        status: nil, code: innerCode, message: message, mutates: context.mutates)
    }
    return failure
  }

  /// Recognises one object by its members: Binance's answers carry no type.
  private func read(
    _ row: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) {
    if try readOrders(row, context: context, into: &decoded) { return }
    if try readAccount(row, context: context, into: &decoded) { return }
    if try readTransfers(row, context: context, into: &decoded) { return }
    if try readMarket(row, context: context, into: &decoded) { return }
    let isPlain = row.node.members?.isEmpty == true
    let code = row.text("code")
    if code == "200" || isPlain {
      decoded.events.append(EventRecord(kind: "acknowledged", subject: row.text("msg")))
      return
    }
    throw .malformed("the answer has none of the documented shapes")
  }
}
