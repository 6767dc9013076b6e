import TradingModel
import Transport
import VenueDefinitions

/// Binance spot and USDⓈ-M futures. Source: binance-spot-api-docs rest-api.md; USDS-M futures and
/// wallet docs.
public struct BinanceDialect: VenueDialect {
  let table: WireTable

  public func requests(
    for call: GatewayCall, at time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    switch call.action {
    case .placeOrder(let order): [try place(order, call.market, time)]
    case .placeOrders(let orders): try place(orders, call.market, time)
    case .placeOCO(let order): [try placeOCO(order, call.market, time)]
    case .cancelOrder(let orders): [try cancel(orders, call.market, time)]
    case .cancelOrders(let orders): try cancelEach(orders, call.market, time)
    case .cancelAll(let orders): [try cancelAll(orders, call.market, time)]
    case .cancelAllAfter(let symbol, let milliseconds):
      [try cancelAllAfter(symbol, milliseconds, call.market, time)]
    case .amendOrder(let change): [try amend(change, call.market, time)]
    case .setTradingStop(let stop): try setTradingStop(stop, call.market, time)
    case .getOrder(let orders): [try getOrder(orders, call.market, time)]
    case .query(let query) where query.kind == .ledger: try askLedger(query, time)
    case .query(let query): [try ask(query, call.market, time)]
    case .configure(let setting): [try configure(setting, call.market, time)]
    case .closePosition(let close): [try closePosition(close, call.market, time)]
    case .withdraw(let withdrawal): [try withdraw(withdrawal, time)]
    case .transfer(let transfer): [try self.transfer(transfer, time)]
    case .listenKey(let isRenewal): [try listenKey(isRenewal: isRenewal, call.market)]
    }
  }

  /// Completes and signs a request. The signature covers query and body as sent and comes last.
  /// Source: rest-api.md "SIGNED endpoint security".
  func send(
    _ name: EndpointName, _ market: Market, _ parameters: FormWriter, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let endpoint = try table.endpoint(name, market)
    guard endpoint.isSigned else {
      return endpoint.request(query: parameters.bytes, headers: [])
    }
    let credentials = try table.requireCredentials()
    var payload = parameters
    payload.field("recvWindow", Int64(table.requests.receiveWindowMilliseconds))
    payload.field("timestamp", time)
    let signed = payload.bytes
    payload.bytes.append("&signature=")
    if credentials.signer.isHMAC {
      try credentials.signer.appendSignature(
        of: signed, [], as: .hexadecimal, to: &payload.bytes)
    } else {
      var encoded: [UInt8] = []
      try credentials.signer.appendSignature(of: signed, [], as: .base64, to: &encoded)
      payload.bytes.append(percentEncoded: encoded)
    }
    var headers = HeaderBlock()
    headers.append("X-MBX-APIKEY", credentials.key)
    switch endpoint.endpoint.method {
    case .get, .delete: return endpoint.request(query: payload.bytes, headers: headers)
    case .post, .put:
      headers.append("Content-Type", "application/x-www-form-urlencoded")
      return endpoint.request(headers: headers, body: payload.bytes)
    }
  }

  /// Only the key is named, nothing signed. Source: USDS-M "Start User Data Stream".
  private func listenKey(
    isRenewal: Bool, _ market: Market
  ) throws(GatewayRefusal) -> VenueRequest {
    let endpoint = try table.endpoint(isRenewal ? .renewListenKey : .openListenKey, market)
    var headers = HeaderBlock()
    headers.append("X-MBX-APIKEY", try table.requireCredentials().key)
    return endpoint.request(headers: headers)
  }

  func rules(_ symbol: String, _ market: Market) throws(GatewayRefusal) -> InstrumentRules {
    try table.instruments.rules(symbol, market)
  }

  /// A writer that begins with the symbol.
  func parameters(
    _ symbol: String, _ market: Market
  ) throws(GatewayRefusal) -> FormWriter {
    var form = FormWriter()
    form.field("symbol", try rules(symbol, market).venueSymbolBytes)
    return form
  }

  func require(_ symbol: String?) throws(GatewayRefusal) -> String {
    guard let symbol else { throw .missing("symbol", "Binance asks for one here") }
    return symbol
  }
}
