import TradingModel
import Transport
import VenueDefinitions

/// Bybit's unified account, interface version 5. Source: bybit-exchange/docs v5.
public struct BybitDialect: VenueDialect {
  let table: WireTable

  public func requests(
    for call: GatewayCall, at time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    switch call.action {
    case .placeOrder(let order): [try place(order, call.market, time)]
    case .placeOrders(let orders): try place(orders, call.market, time)
    case .placeOCO: throw .notSupported("Bybit has no OCO order; use set_trading_stop")
    case .cancelOrder(let orders): [try cancel(orders, call.market, time)]
    case .cancelOrders(let orders): try cancelEach(orders, call.market, time)
    case .cancelAll(let orders): [try cancelAll(orders, call.market, time)]
    case .cancelAllAfter(_, let milliseconds):
      [try cancelAllAfter(milliseconds, call.market, time)]
    case .amendOrder(let change): [try amend(change, call.market, time)]
    case .setTradingStop(let stop): [try setTradingStop(stop, call.market, time)]
    case .getOrder(let orders): [try getOrder(orders, call.market, time)]
    case .query(let query) where query.kind == .ledger: try askLedger(query, time)
    case .query(let query): [try ask(query, call.market, time)]
    case .configure(let setting): [try configure(setting, call.market, time)]
    case .closePosition(let close): [try closePosition(close, call.market, time)]
    case .withdraw(let withdrawal): [try withdraw(withdrawal, time)]
    case .transfer(let transfer): [try self.transfer(transfer, time)]
    case .listenKey: throw .notSupported("Bybit's private streams have no key")
    }
  }

  /// Signs time, key, window and the query or body as sent. Source: docs v5 guide,
  /// "Authentication".
  private func headers(
    _ payload: [UInt8], _ time: Int64, hasBody: Bool
  ) throws(GatewayRefusal) -> HeaderBlock {
    let credentials = try table.requireCredentials()
    var signed: [UInt8] = []
    signed.reserveCapacity(128)
    signed.append(decimal: time)
    signed.append(contentsOf: credentials.key.utf8)
    signed.append(contentsOf: table.receiveWindow.utf8)
    var headers = HeaderBlock()
    headers.append("X-BAPI-API-KEY", credentials.key)
    headers.append("X-BAPI-TIMESTAMP") { (bytes) throws(Never) in bytes.append(decimal: time) }
    headers.append("X-BAPI-RECV-WINDOW", table.receiveWindow)
    try headers.append("X-BAPI-SIGN") { (bytes) throws(GatewayRefusal) in
      try credentials.signer.appendSignature(
        of: signed, payload, as: credentials.signer.isHMAC ? .hexadecimal : .base64, to: &bytes)
    }
    if hasBody { headers.append("Content-Type", "application/json") }
    return headers
  }

  func get(
    _ name: EndpointName, _ market: Market, _ query: FormWriter, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let endpoint = try table.endpoint(name, market)
    guard endpoint.isSigned else { return endpoint.request(query: query.bytes, headers: []) }
    return endpoint.request(
      query: query.bytes, headers: try headers(query.bytes, time, hasBody: false))
  }

  func post(
    _ name: EndpointName, _ market: Market, _ writer: BodyWriter, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let endpoint = try table.endpoint(name, market)
    let body = writer.finish()
    return endpoint.request(headers: try headers(body, time, hasBody: true), body: body)
  }

  func rules(_ symbol: String, _ market: Market) throws(GatewayRefusal) -> InstrumentRules {
    try table.instruments.rules(symbol, market)
  }

  /// Writes the product group.
  func write(_ market: Market, _ writer: inout some ParameterWriter) {
    writer.field("category", market == .spot ? "spot" as StaticString : "linear")
  }

  /// Writes the product group and the symbol.
  func write(
    _ market: Market, _ symbol: String?, _ writer: inout some ParameterWriter
  ) throws(GatewayRefusal) {
    guard let symbol else { throw .missing("symbol", "Bybit asks for one here") }
    write(market, &writer)
    writer.field("symbol", try rules(symbol, market).venueSymbolBytes)
  }

  func requirePerpetual(_ market: Market) throws(GatewayRefusal) {
    guard market == .perp else { throw .notAllowed("action", "spot has no positions") }
  }
}
