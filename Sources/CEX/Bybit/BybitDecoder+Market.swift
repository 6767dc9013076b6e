import FixedPoint
import JSON
import TradingModel

extension BybitDecoder {
  /// Market data and instruments; false where the row is none of them.
  func readMarket(
    _ row: WireRow, of result: WireRow, answer: WireRow, context: RequestContext,
    into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if row.has("priceFilter") {
      decoded.instruments.append(try instrument(row))
    } else if row.has("lastPrice") {
      try readTicker(row, time: answer.time("time"), into: &decoded)
    } else if row.has("fundingRate"), row.has("fundingRateTimestamp") {
      decoded.fundings.append(
        FundingRecord(
          symbol: base.symbols.unified(row.text("symbol")), venueSymbol: row.text("symbol"),
          rate: try row.required("fundingRate"), fundingTime: try row.time("fundingRateTimestamp"),
          time: try row.time("fundingRateTimestamp")))
    } else if row.has("execId"), row.has("size") {
      let symbol = try row.requiredText("symbol")
      decoded.trades.append(
        TradeRecord(
          symbol: base.symbols.unified(symbol), venueSymbol: symbol, tradeID: row.text("execId"),
          side: row.side("side"), price: try row.requiredPrice("price"),
          amount: try row.requiredAmount("size"), time: try row.time("time")))
    } else if row.has("riskLimitValue"), row.has("maintenanceMargin") {
      let symbol = base.symbols.unified(row.text("symbol"))
      let floor = decoded.tiers.last { $0.symbol == symbol }?.cap ?? .zero
      decoded.tiers.append(
        TierRecord(
          symbol: symbol, tier: row.text("id"), floor: floor, cap: try row.number("riskLimitValue"),
          unit: "quote", maintenanceMarginRate: try row.required("maintenanceMargin"),
          initialMarginRate: try row.number("initialMargin"),
          maximumLeverage: try row.number("maxLeverage")))
    } else {
      return false
    }
    return true
  }

  /// A ticker of a linear contract is a quote and its funding in one.
  func readTicker(
    _ row: WireRow, time: Timestamp?, into decoded: inout Decoded
  ) throws(WireFailure) {
    let venueSymbol = try row.requiredText("symbol")
    let symbol = base.symbols.unified(venueSymbol)
    decoded.quotes.append(
      QuoteRecord(
        symbol: symbol, venueSymbol: venueSymbol, bid: try row.positive("bid1Price"),
        bidAmount: try row.amount("bid1Size"), ask: try row.positive("ask1Price"),
        askAmount: try row.amount("ask1Size"), last: try row.positive("lastPrice"),
        mark: try row.positive("markPrice"), index: try row.positive("indexPrice"),
        open: try row.positive("prevPrice24h"), high: try row.positive("highPrice24h"),
        low: try row.positive("lowPrice24h"), volume: try row.amount("volume24h"),
        quoteVolume: try row.number("turnover24h"), time: time))
    if row.text("fundingRate") != nil {
      decoded.fundings.append(
        FundingRecord(
          symbol: symbol, venueSymbol: venueSymbol, rate: try row.required("fundingRate"),
          fundingTime: try row.time("nextFundingTime"),
          intervalHours: try row.integer("fundingIntervalHour"),
          mark: try row.positive("markPrice"), index: try row.positive("indexPrice"), time: time))
    }
  }

  func book(_ row: WireRow, isSnapshot: Bool, time: Timestamp?) throws(WireFailure) -> BookRecord {
    let symbol = try row.requiredText("s")
    guard let last = try row.integer("u") else { throw .malformed("u is missing") }
    return BookRecord(
      symbol: base.symbols.unified(symbol), venueSymbol: symbol, isSnapshot: isSnapshot,
      bids: try WireCells.levels(row.node["b"], times: nil),
      asks: try WireCells.levels(row.node["a"], times: nil), first: isSnapshot ? nil : last,
      last: last, time: time)
  }

  func kline(_ cells: WireCells, _ venueSymbol: String?) throws(WireFailure) -> KlineRecord {
    guard cells.cells.count >= 5 else { throw .malformed("a candle has too few cells") }
    return KlineRecord(
      symbol: base.symbols.unified(venueSymbol), time: try cells.time(0), open: try cells.price(1),
      high: try cells.price(2), low: try cells.price(3), close: try cells.price(4),
      volume: cells.cells.count > 5 ? try cells.number(5) : nil,
      quoteVolume: cells.cells.count > 6 ? try cells.number(6) : nil)
  }

  private func instrument(_ row: WireRow) throws(WireFailure) -> InstrumentRecord {
    let venueSymbol = try row.requiredText("symbol")
    let coin = try row.requiredText("baseCoin")
    let quote = try row.requiredText("quoteCoin")
    let settle = row.text("settleCoin")
    let isDated = row.text("contractType")?.contains("Futures") == true
    var symbol = settle.map { "\(coin)/\(quote):\($0)" } ?? "\(coin)/\(quote)"
    if isDated { symbol += "-" + (venueSymbol.split(separator: "-").last.map(String.init) ?? "") }
    let lot = row.row("lotSizeFilter")
    let minutes = try row.integer("fundingInterval")
    return InstrumentRecord(
      symbol: symbol, venueSymbol: venueSymbol, market: settle == nil ? "spot" : "linear",
      base: coin, quote: quote, settle: settle,
      tick: try row.row("priceFilter")?.positive("tickSize"),
      step: try lot?.positive("qtyStep", "basePrecision"),
      minimumAmount: try lot?.positive("minOrderQty"),
      maximumAmount: try lot?.positive("maxOrderQty", "maxLimitOrderQty"),
      minimumCost: try lot?.number("minNotionalValue", "minOrderAmt"),
      contractSize: settle == nil ? nil : Quantity(1),
      fundingIntervalHours: minutes.map { $0 / 60 }, isActive: row.text("status") == "Trading",
      venueStatus: row.text("status"))
  }
}
