import FixedPoint
import TradingModel
import VenueDefinitions

extension OKXDialect {
  func ask(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    if query.isConditional, query.kind == .openOrders || query.kind == .closedOrders {
      return try askConditional(query, market, time)
    }
    if query.kind == .ledger { return try askLedger(query, time) }
    return [try askOne(query, market, time)]
  }

  /// One type of line a request: 8 funding, 1 transfer. Source: OKX "Get bills details (last 3
  /// months)".
  private func askLedger(
    _ query: GatewayQuery, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    var parts: [VenueRequest] = []
    for type in ["8", "1"] as [StaticString] {
      var form = FormWriter()
      form.field("type", type)
      form.field("begin", ifPresent: query.since)
      form.field("end", ifPresent: query.until)
      form.field("limit", 100)
      parts.append(try get(.listLedger, .perp, form, time))
    }
    return parts
  }

  private func askOne(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    switch query.kind {
    case .serverTime: return try get(.getServerTime, market, form, time)
    case .keyPermissions: return try get(.getKeyPermissions, market, form, time)
    case .ticker, .fundingRate:
      try write(query.symbol, market, &form)
      return try get(query.kind == .ticker ? .getTicker : .getFundingRate, market, form, time)
    case .orderBook:
      try write(query.symbol, market, &form)
      form.field("sz", query.limit ?? 100)
      return try get(.getOrderBook, market, form, time)
    case .klines: return try askKlines(query, market, time)
    case .fundingRates:
      try write(query.symbol, market, &form)
      writePages(query, &form)
      return try get(.listFundingRates, market, form, time)
    case .tradingFee, .leverageTiers: return try askTiers(query, market, time)
    case .depositAddress, .withdrawals, .deposits, .balance:
      return try askWallet(query, market, time)
    default: return try askAccount(query, market, time)
    }
  }

  /// OKX pages by time: `before` is newer than, `after` older than.
  private func writePages(_ query: GatewayQuery, _ form: inout FormWriter) {
    form.field("before", ifPresent: query.since.map { $0 - 1 })
    form.field("after", ifPresent: query.until)
    form.field("limit", ifPresent: query.limit)
  }

  /// The latest 1440 candles, or history before them; from a start, an end must be named too, else
  /// OKX answers with the newest. Source: OKX "Get candlesticks", "Get candlesticks history".
  private func askKlines(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    let interval = query.interval ?? ""
    var form = FormWriter()
    try write(query.symbol, market, &form)
    form.field("bar", try table.word("intervals", interval, field: "interval"))
    let limit = query.limit ?? 100
    let length = Self.milliseconds(interval)
    form.field("limit", limit)
    form.field("before", ifPresent: query.since.map { $0 - 1 })
    form.field("after", ifPresent: query.until ?? query.since.map { $0 + limit * length })
    let isHistory = query.since.map { time - $0 > 1440 * length } ?? false
    return try get(isHistory ? .getKlineHistory : .getKlines, market, form, time)
  }

  private static func milliseconds(_ interval: String) -> Int64 {
    let units: [Character: Int64] = [
      "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
      "M": 2_592_000_000,
    ]
    guard let unit = interval.last.flatMap({ units[$0] }), let count = Int64(interval.dropLast())
    else { return 60_000 }
    return unit * count
  }

  private func askTiers(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    guard let symbol = query.symbol else { throw .missing("symbol", "OKX asks for one here") }
    let instrument = try rules(symbol, market)
    var form = FormWriter()
    write(kind: market, &form)
    if query.kind == .leverageTiers { form.field("tdMode", "cross") }
    if market == .spot {
      form.field("instId", instrument.venueSymbolBytes)
    } else {
      form.text("instFamily", "\(instrument.base)-\(instrument.quote)")
    }
    let name: EndpointName = query.kind == .tradingFee ? .getTradingFee : .getLeverageTiers
    return try get(name, market, form, time)
  }

  private func askAccount(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    if query.kind == .fundingPayments {
      // Type 8 is a funding fee. Source: OKX "Get bills details (last 3 months)".
      write(kind: market, &form)
      form.field("type", "8")
      form.field("ctType", "linear")
      if let symbol = query.symbol {
        form.text("ccy", try rules(symbol, market).quote)
      }
      form.field("begin", ifPresent: query.since)
      form.field("end", ifPresent: query.until)
      form.field("limit", ifPresent: query.limit)
      return try get(.listFundingPayments, market, form, time)
    }
    if query.symbol != nil { try write(query.symbol, market, &form) }
    switch query.kind {
    case .openOrders:
      form.field("limit", ifPresent: query.limit)
      return try get(.listOpenOrders, market, form, time)
    case .positions: return try get(.listPositions, market, form, time)
    default: break
    }
    write(kind: market, &form)
    form.field("begin", ifPresent: query.since)
    form.field("end", ifPresent: query.until)
    form.field("limit", ifPresent: query.limit)
    return try get(query.kind == .fills ? .listFills : .listClosedOrders, market, form, time)
  }

  /// OKX answers one family of algo orders at a time, and of the past one state at a time.
  private func askConditional(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> [VenueRequest] {
    let states: [StaticString?] =
      query.kind == .openOrders ? [nil] : ["effective", "canceled", "order_failed"]
    var requests: [VenueRequest] = []
    for state in states {
      for types in ["conditional,oco", "trigger", "move_order_stop"] {
        var form = FormWriter()
        if query.symbol != nil { try write(query.symbol, market, &form) }
        if state != nil { write(kind: market, &form) }
        form.text("ordType", types)
        if let state { form.field("state", state) }
        form.field("limit", ifPresent: query.limit)
        requests.append(
          try get(
            state == nil ? .listOpenConditional : .listClosedConditional, market, form, time))
      }
    }
    return requests
  }

  private func askWallet(
    _ query: GatewayQuery, _ market: Market, _ time: Int64
  ) throws(GatewayRefusal) -> VenueRequest {
    var form = FormWriter()
    form.text("ccy", ifPresent: query.asset)
    switch query.kind {
    case .balance:
      let isFunding = query.wallet == "funding"
      return try get(isFunding ? .getFundingBalance : .getBalance, market, form, time)
    case .depositAddress:
      guard let asset = query.asset else { throw .missing("asset") }
      if let network = query.network { _ = try table.network(network, of: asset) }
      return try get(.getDepositAddress, market, form, time)
    default:
      writePages(query, &form)
      let isDeposits = query.kind == .deposits
      return try get(isDeposits ? .listDeposits : .listWithdrawals, market, form, time)
    }
  }
}
