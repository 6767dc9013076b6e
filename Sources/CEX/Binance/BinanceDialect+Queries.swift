import FixedPoint
import TradingModel
import VenueDefinitions

extension BinanceDialect {
  func ask(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    switch query.kind {
    case .openOrders, .closedOrders, .fills, .positions, .tradingFee, .leverageTiers, .balance:
      return try askAccount(query, market, time)
    case .serverTime: return try send(.getServerTime, market, form, time)
    case .keyPermissions: return try send(.getKeyPermissions, market, form, time)
    case .klines:
      form = try parameters(try require(query.symbol), market)
      form.field("interval", try table.word("intervals", query.interval ?? "", field: "interval"))
      writeWindow(query, &form)
      if query.limit == nil { form.field("limit", 500) }
      return try send(.getKlines, market, form, time)
    case .orderBook, .ticker, .fundingRate:
      form = try parameters(try require(query.symbol), market)
      if query.kind == .orderBook { form.field("limit", ifPresent: query.limit) }
      let names: [GatewayQuery.Kind: EndpointName] = [
        .orderBook: .getOrderBook, .ticker: .getTicker, .fundingRate: .getFundingRate,
      ]
      return try send(names[query.kind] ?? .getTicker, market, form, time)
    case .fundingRates:
      if let symbol = query.symbol { form = try parameters(symbol, market) }
      writeWindow(query, &form)
      return try send(.listFundingRates, market, form, time)
    case .fundingPayments:
      form.field("incomeType", "FUNDING_FEE")
      if let symbol = query.symbol {
        form.field("symbol", try rules(symbol, market).venueSymbolBytes)
      }
      writeWindow(query, &form)
      return try send(.listFundingPayments, market, form, time)
    case .depositAddress, .withdrawals, .deposits, .ledger: return try askWallet(query, time)
    }
  }

  /// Funding of perpetuals, then deposits and withdrawals of the spot wallet, which are listed by
  /// their beginning and may end a week later. Moves between the two wallets change nothing in
  /// books that hold both.
  func askLedger(
    _ query: GatewayQuery, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    var parts: [VenueRequest] = []
    for (kind, market) in [
      (GatewayQuery.Kind.fundingPayments, Market.perp), (.deposits, .spot), (.withdrawals, .spot),
    ] {
      var part = query
      part.kind = kind
      part.limit = 1000
      if kind != .fundingPayments { part.since = query.since.map { $0 - 604_800_000 } }
      parts.append(try ask(part, market, time))
    }
    return parts
  }

  private func writeWindow(_ query: GatewayQuery, _ form: inout FormWriter) {
    form.field("startTime", ifPresent: query.since)
    form.field("endTime", ifPresent: query.until)
    form.field("limit", ifPresent: query.limit)
  }

  private func askAccount(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    if query.kind == .balance {
      guard query.wallet == "funding" else {
        return try send(.getBalance, market, FormWriter(), time)
      }
      var form = FormWriter()
      form.text("asset", ifPresent: query.asset)
      return try send(.getFundingBalance, market, form, time)
    }
    var form = FormWriter()
    if let symbol = query.symbol { form = try parameters(symbol, market) }
    let isAlgo = query.isConditional && market == .perp
    switch query.kind {
    case .openOrders:
      return try send(isAlgo ? .listOpenConditional : .listOpenOrders, market, form, time)
    case .positions: return try send(.listPositions, market, form, time)
    case .leverageTiers: return try send(.getLeverageTiers, market, form, time)
    default: break
    }
    _ = try require(query.symbol)
    if query.kind == .tradingFee { return try send(.getTradingFee, market, form, time) }
    writeWindow(query, &form)
    if query.kind == .fills { return try send(.listFills, market, form, time) }
    return try send(isAlgo ? .listClosedConditional : .listClosedOrders, market, form, time)
  }

  /// Deposits and withdrawals reach 90 days from their start. Source: wallet "Deposit History",
  /// "Withdraw History".
  private func askWallet(
    _ query: GatewayQuery, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    form.text("coin", ifPresent: query.asset)
    if query.kind == .depositAddress {
      guard let asset = query.asset else { throw .missing("asset") }
      if let network = query.network {
        form.text("network", try table.network(network, of: asset))
      }
      return try send(.getDepositAddress, .spot, form, time)
    }
    form.field("startTime", ifPresent: query.since)
    form.field("endTime", ifPresent: query.until ?? query.since.map { $0 + 7_776_000_000 })
    form.field("limit", ifPresent: query.limit)
    return try send(
      query.kind == .deposits ? .listDeposits : .listWithdrawals, .spot, form, time)
  }
}
