import FixedPoint
import TradingModel
import VenueDefinitions

extension BybitDialect {
  func ask(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    switch query.kind {
    case .serverTime: return try get(.getServerTime, market, form, time)
    case .keyPermissions: return try get(.getKeyPermissions, market, form, time)
    case .klines:
      try write(market, query.symbol, &form)
      form.field("interval", try table.word("intervals", query.interval ?? "", field: "interval"))
      writeWindow(query, &form, since: "start", until: "end")
      if query.limit == nil { form.field("limit", 200) }
      return try get(.getKlines, market, form, time)
    case .orderBook:
      try write(market, query.symbol, &form)
      form.field("limit", query.limit ?? (market == .spot ? 50 : 25))
      return try get(.getOrderBook, market, form, time)
    case .ticker, .fundingRate, .tradingFee, .leverageTiers:
      try write(market, query.symbol, &form)
      let names: [GatewayQuery.Kind: EndpointName] = [
        .fundingRate: .getFundingRate, .tradingFee: .getTradingFee,
        .leverageTiers: .getLeverageTiers,
      ]
      return try get(names[query.kind] ?? .getTicker, market, form, time)
    case .fundingRates:
      try write(market, query.symbol, &form)
      writeWindow(query, &form, since: "startTime", until: "endTime", extent: 28_800_000)
      if query.limit == nil { form.field("limit", 200) }
      return try get(.listFundingRates, market, form, time)
    case .balance: return try askBalance(query, market, time)
    case .depositAddress, .withdrawals, .deposits: return try askWallet(query, time)
    default: return try askAccount(query, market, time)
    }
  }

  /// Writes since, until and limit; where a start needs an end, one `extent` a row later. Source:
  /// docs v5 market/history-fund-rate.
  private func writeWindow(
    _ query: GatewayQuery, _ form: inout FormWriter, since: StaticString, until: StaticString,
    extent: Int64? = nil
  ) {
    form.field(since, ifPresent: query.since)
    var end = query.until
    if end == nil, let start = query.since, let extent {
      end = start + (query.limit ?? 200) * extent
    }
    form.field(until, ifPresent: end)
    form.field("limit", ifPresent: query.limit)
  }

  /// One kind of line a request: the list of everything is full of trades. Source: docs v5
  /// account/transaction-log (at most 7 days and 50 lines), enum `type`.
  func askLedger(
    _ query: GatewayQuery, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    var parts: [VenueRequest] = []
    for kind in ["SETTLEMENT", "TRANSFER_IN", "TRANSFER_OUT"] as [StaticString] {
      var form = FormWriter()
      form.field("accountType", "UNIFIED")
      form.field("type", kind)
      form.field("startTime", ifPresent: query.since)
      form.field("endTime", ifPresent: query.until)
      form.field("limit", 50)
      parts.append(try get(.listLedger, .perp, form, time))
    }
    return parts
  }

  private func askAccount(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    write(market, &form)
    if let symbol = query.symbol {
      form.field("symbol", try rules(symbol, market).venueSymbolBytes)
    } else if market == .perp, query.kind == .openOrders || query.kind == .positions {
      form.field("settleCoin", "USDT")
    }
    switch query.kind {
    case .openOrders, .closedOrders:
      if query.isConditional { form.field("orderFilter", "StopOrder") }
      writeWindow(query, &form, since: "startTime", until: "endTime")
      let isOpen = query.kind == .openOrders
      return try get(isOpen ? .listOpenOrders : .listClosedOrders, market, form, time)
    case .positions:
      form.field("limit", query.limit ?? 200)
      return try get(.listPositions, market, form, time)
    case .fundingPayments:
      form.field("execType", "Funding")
      writeWindow(query, &form, since: "startTime", until: "endTime")
      if query.limit == nil { form.field("limit", 100) }
      return try get(.listFundingPayments, market, form, time)
    default:
      form.field("execType", "Trade")
      writeWindow(query, &form, since: "startTime", until: "endTime")
      return try get(.listFills, market, form, time)
    }
  }

  private func askBalance(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    let isFunding = query.wallet == "funding"
    form.field("accountType", isFunding ? "FUND" as StaticString : "UNIFIED")
    form.text("coin", ifPresent: query.asset)
    return try get(isFunding ? .getFundingBalance : .getBalance, market, form, time)
  }

  private func askWallet(
    _ query: GatewayQuery, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    form.text("coin", ifPresent: query.asset)
    if query.kind == .depositAddress {
      guard let asset = query.asset else { throw .missing("asset") }
      if let network = query.network {
        form.text("chainType", try table.network(network, of: asset))
      }
      return try get(.getDepositAddress, .spot, form, time)
    }
    writeWindow(query, &form, since: "startTime", until: "endTime")
    let name: EndpointName = query.kind == .deposits ? .listDeposits : .listWithdrawals
    return try get(name, .spot, form, time)
  }
}
