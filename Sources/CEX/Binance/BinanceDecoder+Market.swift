import FixedPoint
import JSON
import TradingModel

extension BinanceDecoder {
  /// Market data and instruments; false where the object is none of them.
  func readMarket(
    _ row: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if row.has("lastUpdateId") {
      decoded.books.append(try book(row, venueSymbol: context.symbol))
    } else if row.has("fundingRate"), row.has("fundingTime") {
      decoded.fundings.append(
        FundingRecord(
          symbol: base.symbols.unified(row.text("symbol")), venueSymbol: row.text("symbol"),
          rate: try row.required("fundingRate"), fundingTime: try row.time("fundingTime"),
          mark: try row.positive("markPrice"), time: try row.time("fundingTime")))
    } else if row.has("lastFundingRate") {
      decoded.fundings.append(
        FundingRecord(
          symbol: base.symbols.unified(row.text("symbol")), venueSymbol: row.text("symbol"),
          rate: try row.number("lastFundingRate"), fundingTime: try row.time("nextFundingTime"),
          mark: try row.requiredPrice("markPrice"), index: try row.positive("indexPrice"),
          time: try row.time("time")))
    } else if row.has("isBuyerMaker"), row.has("price") {
      decoded.trades.append(try trade(row, "id", "price", "qty", "time", "isBuyerMaker", context))
    } else if row.has("a"), row.has("p"), row.has("q"), row.has("m"), row.has("T") {
      decoded.trades.append(try trade(row, "a", "p", "q", "T", "m", context))
    } else if row.has("bidPrice") || row.has("lastPrice") || (row.has("price") && row.has("symbol"))
    {
      decoded.quotes.append(try quote(row))
    } else if let symbols = try row.rows("symbols") {
      decoded.isList = true
      decoded.serverTime = try row.integer("serverTime")
      for symbol in symbols { decoded.instruments.append(try instrument(symbol)) }
    } else if let time = try row.integer("serverTime") {
      decoded.serverTime = time
    } else {
      return false
    }
    return true
  }

  func book(_ row: WireRow, venueSymbol: String?) throws(WireFailure) -> BookRecord {
    BookRecord(
      symbol: base.symbols.unified(venueSymbol), venueSymbol: venueSymbol, isSnapshot: true,
      bids: try WireCells.levels(row.node["bids"], times: nil),
      asks: try WireCells.levels(row.node["asks"], times: nil),
      last: try row.integer("lastUpdateId"), time: try row.time("T", "E"))
  }

  private func trade(
    _ row: WireRow, _ id: String, _ price: String, _ amount: String, _ time: String,
    _ maker: String, _ context: RequestContext
  ) throws(WireFailure) -> TradeRecord {
    TradeRecord(
      symbol: base.symbols.unified(row.text("s") ?? row.text("symbol") ?? context.symbol),
      venueSymbol: row.text("s") ?? row.text("symbol") ?? context.symbol, tradeID: row.text(id),
      side: row.flag(maker).map { $0 ? .sell : .buy }, price: try row.requiredPrice(price),
      amount: try row.requiredAmount(amount), time: try row.time(time))
  }

  private func quote(_ row: WireRow) throws(WireFailure) -> QuoteRecord {
    let symbol = try row.requiredText("symbol")
    let last: Price? = try row.positive("lastPrice", "price")
    return QuoteRecord(
      symbol: base.symbols.unified(symbol), venueSymbol: symbol, bid: try row.positive("bidPrice"),
      bidAmount: try row.amount("bidQty"), ask: try row.positive("askPrice"),
      askAmount: try row.amount("askQty"), last: last, open: try row.positive("openPrice"),
      high: try row.positive("highPrice"), low: try row.positive("lowPrice"),
      volume: try row.amount("volume"), quoteVolume: try row.number("quoteVolume"),
      time: try row.time("closeTime", "time"))
  }

  func kline(_ cells: WireCells, context: RequestContext) throws(WireFailure) -> KlineRecord {
    guard cells.cells.count >= 8 else { throw .malformed("a candle has too few cells") }
    return KlineRecord(
      symbol: base.symbols.unified(context.symbol), time: try cells.time(0),
      open: try cells.price(1), high: try cells.price(2), low: try cells.price(3),
      close: try cells.price(4), volume: try cells.number(5), quoteVolume: try cells.number(7))
  }

  private func instrument(_ row: WireRow) throws(WireFailure) -> InstrumentRecord {
    let symbol = try row.requiredText("symbol")
    let word = row.text(anyOf: "status", "contractStatus")
    let filters = try row.rows("filters") ?? []
    func filter(_ name: String) -> WireRow? { filters.first { $0.text("filterType") == name } }
    let lot = filter("LOT_SIZE")
    let value = filter("NOTIONAL") ?? filter("MIN_NOTIONAL")
    let base = try row.requiredText("baseAsset")
    let quote = try row.requiredText("quoteAsset")
    let settle = row.text("marginAsset")
    var unified = settle.map { "\(base)/\(quote):\($0)" } ?? "\(base)/\(quote)"
    let kind = row.text("contractType")
    if let kind, !kind.contains("PERPETUAL"), let suffix = symbol.split(separator: "_").last,
      symbol.contains("_")
    {
      unified += "-\(suffix)"
    }
    return InstrumentRecord(
      symbol: unified, venueSymbol: symbol, market: settle == nil ? "spot" : "linear", base: base,
      quote: quote, settle: settle, tick: try filter("PRICE_FILTER")?.positive("tickSize"),
      step: try lot?.positive("stepSize"), minimumAmount: try lot?.positive("minQty"),
      maximumAmount: try lot?.positive("maxQty"),
      minimumCost: try value?.number("minNotional", "notional"),
      contractSize: settle == nil ? nil : Quantity(1), isActive: word == "TRADING",
      venueStatus: word)
  }
}
