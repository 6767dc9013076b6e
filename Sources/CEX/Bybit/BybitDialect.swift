import TradingModel
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
    case .query(let query): [try ask(query, call.market, time)]
    case .configure(let setting): [try configure(setting, call.market, time)]
    case .closePosition(let close): [try closePosition(close, call.market, time)]
    case .withdraw(let withdrawal): [try withdraw(withdrawal, time)]
    case .transfer(let transfer): [try self.transfer(transfer, time)]
    }
  }

  /// Signs time, key, window and the query or body as sent. Source: docs v5 guide,
  /// "Authentication".
  private func headers(
    _ payload: [UInt8], _ time: Int64, hasBody: Bool
  ) throws(GatewayRefusal) -> [WireHeader] {
    let credentials = try table.requireCredentials()
    var message: [UInt8] = []
    message.reserveCapacity(payload.count + 96)
    message.append(decimal: time)
    let stamp = String(decoding: message, as: UTF8.self)
    message += credentials.key.utf8
    message += window.utf8
    message += payload
    let signature = try credentials.signer.signature(of: message)
    var text: [UInt8] = []
    text.reserveCapacity(88)
    if credentials.signer.isHMAC {
      text.append(hexadecimal: signature)
    } else {
      text.append(base64: signature)
    }
    var headers = [
      WireHeader(name: "X-BAPI-API-KEY", value: credentials.key),
      WireHeader(name: "X-BAPI-TIMESTAMP", value: stamp),
      WireHeader(name: "X-BAPI-RECV-WINDOW", value: window),
      WireHeader(name: "X-BAPI-SIGN", value: String(decoding: text, as: UTF8.self)),
    ]
    if hasBody { headers.append(Self.jsonType) }
    return headers
  }

  private var window: String { String(table.requests.receiveWindowMilliseconds) }
  private static let jsonType = WireHeader(name: "Content-Type", value: "application/json")

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
