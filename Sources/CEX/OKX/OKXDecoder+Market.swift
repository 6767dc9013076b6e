import FixedPoint
import JSON
import TradingModel

extension OKXDecoder {
  /// Market data and instruments; false where the row is none of them.
  func readMarket(
    _ row: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if row.has("asks"), row.has("bids") {
      decoded.books.append(try book(row, context.symbol, isSnapshot: true))
    } else if row.has("tickSz") {
      decoded.instruments.append(try instrument(row))
    } else if row.has("askPx"), row.has("last") {
      decoded.quotes.append(try quote(row))
    } else if row.has("fundingRate") {
      decoded.fundings.append(try funding(row))
    } else if row.has("markPx"), row.has("instId") {
      decoded.fundings.append(
        FundingRecord(
          symbol: base.symbols.unified(row.text("instId")), venueSymbol: row.text("instId"),
          mark: try row.requiredPrice("markPx"), time: try row.time("ts")))
    } else if row.has("tradeId"), row.has("px"), row.has("sz") {
      decoded.trades.append(try trade(row))
    } else if row.has("tier"), row.has("mmr") {
      decoded.tiers.append(
        TierRecord(
          symbol: base.symbols.unified(row.text(anyOf: "instId") ?? context.symbol),
          tier: row.text("tier"), floor: try row.number("minSz"), cap: try row.number("maxSz"),
          unit: "contracts", maintenanceMarginRate: try row.required("mmr"),
          initialMarginRate: try row.number("imr"), maximumLeverage: try row.number("maxLever")))
    } else if row.node.members?.count == 1, let time = try row.integer("ts") {
      decoded.serverTime = time
    } else {
      return false
    }
    return true
  }

  func book(
    _ row: WireRow, _ venueSymbol: String?, isSnapshot: Bool
  ) throws(WireFailure) -> BookRecord {
    let isSwap = venueSymbol.map { $0.split(separator: "-").count > 2 } ?? (base.market == .perp)
    let size = isSwap ? base.symbols.contractSize(venueSymbol) : nil
    return BookRecord(
      symbol: base.symbols.unified(venueSymbol), venueSymbol: venueSymbol, isSnapshot: isSnapshot,
      bids: try WireCells.levels(row.node["bids"], times: size),
      asks: try WireCells.levels(row.node["asks"], times: size), last: try row.integer("seqId"),
      previous: try row.integer("prevSeqId"), time: try row.time("ts"),
      isInContracts: isSwap && size == nil)
  }

  func quote(_ row: WireRow) throws(WireFailure) -> QuoteRecord {
    let symbol = try row.requiredText("instId")
    // Volumes of swaps: volCcy24h counts base units; of spot: quote units.
    let isSwap = isInContracts(row)
    return QuoteRecord(
      symbol: base.symbols.unified(symbol), venueSymbol: symbol, bid: try row.positive("bidPx"),
      bidAmount: try baseUnits(row.amount("bidSz"), row), ask: try row.positive("askPx"),
      askAmount: try baseUnits(row.amount("askSz"), row), last: try row.positive("last"),
      open: try row.positive("open24h"), high: try row.positive("high24h"),
      low: try row.positive("low24h"), volume: try row.amount(isSwap ? "volCcy24h" : "vol24h"),
      quoteVolume: isSwap ? nil : try row.number("volCcy24h"), time: try row.time("ts"))
  }

  func trade(_ row: WireRow) throws(WireFailure) -> TradeRecord {
    let symbol = try row.requiredText("instId")
    return TradeRecord(
      symbol: base.symbols.unified(symbol), venueSymbol: symbol, tradeID: row.text("tradeId"),
      side: row.side("side"), price: try row.requiredPrice("px"),
      amount: try baseUnits(row.requiredAmount("sz"), row), time: try row.time("ts"))
  }

  func funding(_ row: WireRow) throws(WireFailure) -> FundingRecord {
    let time = try row.time("fundingTime")
    let next = try row.time("nextFundingTime")
    var hours: Int64?
    if let time, let next, next > time {
      hours = next.since(time).nanoseconds / 3_600_000_000_000
    }
    let realized: Rate? = try row.number("realizedRate")
    return FundingRecord(
      symbol: base.symbols.unified(row.text("instId")), venueSymbol: row.text("instId"),
      rate: try row.number("realizedRate", "fundingRate"), fundingTime: time,
      nextRate: try row.number("nextFundingRate"), nextFundingTime: next, intervalHours: hours,
      time: try row.time("ts") ?? (realized == nil ? nil : time))
  }

  func kline(_ cells: WireCells, _ venueSymbol: String?) throws(WireFailure) -> KlineRecord {
    guard cells.cells.count >= 5 else { throw .malformed("a candle has too few cells") }
    let isSwap = (venueSymbol?.split(separator: "-").count ?? 0) > 2 || base.market == .perp
    let hasVolume = cells.cells.count >= 9
    return KlineRecord(
      symbol: base.symbols.unified(venueSymbol), time: try cells.time(0), open: try cells.price(1),
      high: try cells.price(2), low: try cells.price(3), close: try cells.price(4),
      volume: hasVolume ? try cells.number(isSwap ? 6 : 5) : nil,
      quoteVolume: hasVolume ? try cells.number(7) : nil,
      isClosed: cells.cells.last?.text.map { $0 == "1" })
  }

  private func instrument(_ row: WireRow) throws(WireFailure) -> InstrumentRecord {
    let venueSymbol = try row.requiredText("instId")
    let parts = venueSymbol.split(separator: "-").map(String.init)
    guard parts.count >= 2 else { throw .malformed("instId is not a pair") }
    let isSpot = row.text("instType") == "SPOT" || row.text("instType") == "MARGIN"
    let value: Quantity? = try row.number("ctVal")
    let multiplier: Quantity = try row.number("ctMult") ?? Quantity(1)
    let size = isSpot ? nil : try value?.inBaseUnits(multiplier)
    func units(_ name: String) throws(WireFailure) -> Quantity? {
      guard let amount: Quantity = try row.positive(name) else { return nil }
      guard let size else { return amount }
      return try amount.inBaseUnits(size)
    }
    return InstrumentRecord(
      symbol: base.symbols.unified(venueSymbol) ?? venueSymbol, venueSymbol: venueSymbol,
      market: isSpot ? "spot" : row.text("ctType") ?? "linear",
      base: row.text("baseCcy") ?? parts[0], quote: row.text("quoteCcy") ?? parts[1],
      settle: row.text("settleCcy"), tick: try row.positive("tickSz"), step: try units("lotSz"),
      minimumAmount: try units("minSz"), maximumAmount: try units("maxLmtSz"), minimumCost: nil,
      contractSize: size, isActive: row.text("state") == "live", venueStatus: row.text("state"))
  }
}
