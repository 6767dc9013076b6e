import FixedPoint
import JSON
import TradingModel

extension BinanceDecoder {
  func bookTicker(_ row: WireRow) throws(WireFailure) -> QuoteRecord {
    let symbol = try row.requiredText("s")
    return QuoteRecord(
      symbol: base.symbols.unified(symbol), venueSymbol: symbol, bid: try row.requiredPrice("b"),
      bidAmount: try row.requiredAmount("B"), ask: try row.requiredPrice("a"),
      askAmount: try row.requiredAmount("A"), time: try row.time("T", "E"))
  }

  func ticker(_ row: WireRow) throws(WireFailure) -> QuoteRecord {
    let symbol = try row.requiredText("s")
    return QuoteRecord(
      symbol: base.symbols.unified(symbol), venueSymbol: symbol, bid: try row.positive("b"),
      bidAmount: try row.amount("B"), ask: try row.positive("a"), askAmount: try row.amount("A"),
      last: try row.requiredPrice("c"), open: try row.positive("o"), high: try row.positive("h"),
      low: try row.positive("l"), volume: try row.amount("v"), quoteVolume: try row.number("q"),
      time: try row.time("E"))
  }

  func streamTrade(_ row: WireRow) throws(WireFailure) -> TradeRecord {
    let symbol = try row.requiredText("s")
    return TradeRecord(
      symbol: base.symbols.unified(symbol), venueSymbol: symbol,
      tradeID: row.text(anyOf: "t", "a"), side: row.flag("m").map { $0 ? .sell : .buy },
      price: try row.requiredPrice("p"), amount: try row.requiredAmount("q"),
      time: try row.time("T"))
  }

  /// `depthUpdate`: spot chains by `U` and `u`, futures by `pu`.
  func depthUpdate(_ row: WireRow) throws(WireFailure) -> BookRecord {
    let symbol = try row.requiredText("s")
    guard let first = try row.integer("U"), let last = try row.integer("u"), first <= last else {
      throw .malformed("an update of a book without its ids")
    }
    return BookRecord(
      symbol: base.symbols.unified(symbol), venueSymbol: symbol, isSnapshot: false,
      bids: try WireCells.levels(row.node["b"], times: nil),
      asks: try WireCells.levels(row.node["a"], times: nil), first: first, last: last,
      previous: try row.integer("pu"), time: try row.time("T", "E"))
  }

  func streamKline(_ row: WireRow) throws(WireFailure) -> KlineRecord {
    guard let candle = row.row("k") else { throw .malformed("k is missing") }
    guard let time = try candle.time("t") else { throw .malformed("t is missing") }
    return KlineRecord(
      symbol: base.symbols.unified(candle.text("s") ?? row.text("s") ?? row.text("ps")),
      time: time, open: try candle.requiredPrice("o"), high: try candle.requiredPrice("h"),
      low: try candle.requiredPrice("l"), close: try candle.requiredPrice("c"),
      volume: try candle.requiredAmount("v"), quoteVolume: try candle.number("q"),
      isClosed: candle.flag("x"))
  }

  func markPrice(_ row: WireRow) throws(WireFailure) -> FundingRecord {
    let symbol = try row.requiredText("s")
    return FundingRecord(
      symbol: base.symbols.unified(symbol), venueSymbol: symbol, rate: try row.number("r"),
      fundingTime: try row.time("T"), mark: try row.requiredPrice("p"),
      index: try row.positive("i"), time: try row.time("E"))
  }
}
