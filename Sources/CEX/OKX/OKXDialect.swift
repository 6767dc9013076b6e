import TradingModel
import Transport
import VenueDefinitions

/// OKX, interface version 5; swap sizes in contracts. Source: OKX API guide version 5.
public struct OKXDialect: VenueDialect {
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
    case .cancelAll:
      throw .notSupported("OKX has no cancel-all; list_open_orders, then cancel_orders")
    case .cancelAllAfter(_, let milliseconds):
      [try cancelAllAfter(milliseconds, call.market, time)]
    case .amendOrder(let change): [try amend(change, call.market, time)]
    case .setTradingStop(let stop): try setTradingStop(stop, call.market, time)
    case .getOrder(let orders): [try getOrder(orders, call.market, time)]
    case .query(let query): try ask(query, call.market, time)
    case .configure(let setting): try configure(setting, call.market, time)
    case .closePosition(let close): [try closePosition(close, call.market, time)]
    case .withdraw(let withdrawal): [try withdraw(withdrawal, time)]
    case .transfer(let transfer): [try self.transfer(transfer, time)]
    case .listenKey: throw .notSupported("OKX's private streams have no key")
    }
  }

  /// Signs time, method, path with query, and body as sent. Source: OKX "Signature".
  private func headers(
    _ endpoint: PreparedEndpoint, query: [UInt8], body: [UInt8], _ time: Int64
  ) throws(GatewayRefusal) -> HeaderBlock {
    var headers = HeaderBlock()
    if endpoint.isSigned {
      let credentials = try table.requireCredentials()
      guard let passphrase = credentials.passphrase else {
        throw GatewayRefusal("credentialsMissing", "OKX needs the key's passphrase")
      }
      var message: [UInt8] = []
      message.reserveCapacity(query.count + 96)
      message.append(timestamp: time)
      let stamp = message
      message.append(contentsOf: endpoint.endpoint.method.rawValue.utf8)
      message.append(contentsOf: endpoint.path.utf8)
      if !query.isEmpty {
        message.append(UInt8(ascii: "?"))
        message += query
      }
      headers.append("OK-ACCESS-KEY", credentials.key)
      try headers.append("OK-ACCESS-SIGN") { (bytes) throws(GatewayRefusal) in
        try credentials.signer.appendSignature(of: message, body, as: .base64, to: &bytes)
      }
      headers.append("OK-ACCESS-TIMESTAMP") { (bytes) throws(Never) in
        bytes.append(contentsOf: stamp)
      }
      headers.append("OK-ACCESS-PASSPHRASE", passphrase)
    }
    if !body.isEmpty { headers.append("Content-Type", "application/json") }
    if let header = table.environment.header { headers.append(header) }
    return headers
  }

  func get(
    _ name: EndpointName, _ market: Market, _ query: FormWriter, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let endpoint = try table.endpoint(name, market)
    return endpoint.request(
      query: query.bytes, headers: try headers(endpoint, query: query.bytes, body: [], time))
  }

  func post(
    _ name: EndpointName, _ market: Market, _ body: [UInt8], _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let endpoint = try table.endpoint(name, market)
    return endpoint.request(
      headers: try headers(endpoint, query: [], body: body, time), body: body)
  }

  func rules(_ symbol: String, _ market: Market) throws(GatewayRefusal) -> InstrumentRules {
    try table.instruments.rules(symbol, market)
  }

  /// Writes the instrument's id.
  func write(
    _ symbol: String?, _ market: Market, _ writer: inout some ParameterWriter
  ) throws(GatewayRefusal) {
    guard let symbol else { throw .missing("symbol", "OKX asks for one here") }
    writer.field("instId", try rules(symbol, market).venueSymbolBytes)
  }

  /// Writes the kind of instrument.
  func write(kind market: Market, _ writer: inout some ParameterWriter) {
    writer.field("instType", market == .spot ? "SPOT" as StaticString : "SWAP")
  }

  func requirePerpetual(_ market: Market) throws(GatewayRefusal) {
    guard market == .perp else { throw .notAllowed("action", "spot has no positions") }
  }
}
