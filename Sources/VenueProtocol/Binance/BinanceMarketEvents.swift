import FixedPoint
import JSON
import Simulation
import TradingModel

/// What market streams carry.
enum BinanceMarketEvents {
  static func events(_ topic: String, _ market: Market, _ state: VenueServerState) -> [JSONNode] {
    if topic.hasPrefix("!") { return all(topic, market, state) }
    let parts = topic.split(separator: "@", maxSplits: 1).map(String.init)
    guard parts.count == 2,
      let place = state.feed("binance", market, symbol: parts[0].uppercased())
    else { return [] }
    return events(parts[1], state.markets.feeds[place], state)
  }

  private static func all(
    _ topic: String, _ market: Market, _ state: VenueServerState
  ) -> [JSONNode] {
    let feeds = state.feeds("binance", market).map { state.markets.feeds[$0] }
    let kind = String(topic.dropFirst().prefix { $0 != "@" })
    guard state.markets.steps % 10 == 0 || kind == "bookTicker" else { return [] }
    if kind == "bookTicker" { return feeds.map { quote($0, state) } }
    let rows = feeds.flatMap { events(kind, $0, state) }
    return rows.isEmpty ? [] : [.array(rows)]
  }

  private static func events(
    _ kind: String, _ feed: MarketFeed, _ state: VenueServerState
  ) -> [JSONNode] {
    let isSecond = state.markets.steps % 10 == 0
    if kind.hasPrefix("kline_") { return candles(String(kind.dropFirst(6)), feed, state) }
    if kind.hasPrefix("depth") { return depth(String(kind.dropFirst(5)), feed, state) }
    if kind.hasPrefix("markPrice") { return isSecond ? [mark(feed, state)] : [] }
    switch kind {
    case "trade": return feed.stepTrades.map { trade($0, feed, state, isAggregate: false) }
    case "aggTrade": return feed.stepTrades.map { trade($0, feed, state, isAggregate: true) }
    case "bookTicker": return [quote(feed, state)]
    case "ticker": return isSecond ? [ticker(feed, state, isMini: false)] : []
    case "miniTicker": return isSecond ? [ticker(feed, state, isMini: true)] : []
    default: return []
    }
  }

  private static func trade(
    _ trade: TapeTrade, _ feed: MarketFeed, _ state: VenueServerState, isAggregate: Bool
  ) -> JSONNode {
    let time = trade.time.milliseconds
    let head: JSONNode = .fields {
      field("e", isAggregate ? "aggTrade" : "trade")
      field("E", state.now.milliseconds)
      field("s", feed.instrument.venueSymbol)
    }
    let isMaker = trade.taker == .sell
    if isAggregate {
      return head.adding {
        field("a", trade.id)
        field("p", trade.price)
        field("q", trade.quantity)
        field("f", trade.id)
        field("l", trade.id)
        field("T", time)
        field("m", isMaker)
        field("M", true)
      }
    }
    return head.adding {
      field("t", trade.id)
      field("p", trade.price)
      field("q", trade.quantity)
      field("T", time)
      field("m", isMaker)
      field("M", true)
      field("X", "MARKET")
    }
  }

  private static func quote(_ feed: MarketFeed, _ state: VenueServerState) -> JSONNode {
    let node: JSONNode = .fields {
      field("u", feed.lastUpdate)
      field("s", feed.instrument.venueSymbol)
      field("b", feed.bids.first?.price)
      field("B", feed.bids.first?.quantity)
      field("a", feed.asks.first?.price)
      field("A", feed.asks.first?.quantity)
    }
    if !feed.isPerpetual { return node }
    let now = state.now.milliseconds
    return node.adding {
      field("e", "bookTicker")
      field("E", now)
      field("T", now)
    }
  }

  private static func depth(
    _ suffix: String, _ feed: MarketFeed, _ state: VenueServerState
  ) -> [JSONNode] {
    let now = state.now.milliseconds
    if let count = Int(suffix.prefix { $0 != "@" }) {
      let bids = BinanceShapes.levels(feed.bids.prefix(count))
      let asks = BinanceShapes.levels(feed.asks.prefix(count))
      if !feed.isPerpetual {
        return [
          .fields {
            field("lastUpdateId", feed.lastUpdate)
            field("bids", bids)
            field("asks", asks)
          }
        ]
      }
      return [
        .fields {
          field("e", "depthUpdate")
          field("E", now)
          field("T", now)
          field("s", feed.instrument.venueSymbol)
          field("U", feed.firstUpdate)
          field("u", feed.lastUpdate)
          field("pu", feed.previousUpdate)
          field("b", bids)
          field("a", asks)
        }
      ]
    }
    let node: JSONNode = .fields {
      field("e", "depthUpdate")
      field("E", now)
      field("s", feed.instrument.venueSymbol)
      field("U", feed.firstUpdate)
      field("u", feed.lastUpdate)
      field("b", BinanceShapes.levels(feed.changedBids[...]))
      field("a", BinanceShapes.levels(feed.changedAsks[...]))
    }
    return [
      feed.isPerpetual
        ? node.adding {
          field("T", now)
          field("pu", feed.previousUpdate)
        } : node
    ]
  }

  private static func mark(_ feed: MarketFeed, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("e", "markPriceUpdate")
      field("E", state.now.milliseconds)
      field("s", feed.instrument.venueSymbol)
      field("p", feed.mark)
      field("i", feed.indexPrice)
      field("P", feed.indexPrice)
      field("r", feed.fundingRate)
      field("T", feed.nextFunding.milliseconds)
    }
  }

  private static func ticker(
    _ feed: MarketFeed, _ state: VenueServerState, isMini: Bool
  ) -> JSONNode {
    let day = BinanceShapes.dayTicker(feed, at: state.markets.now)
    let head: JSONNode = .fields {
      field("e", isMini ? "24hrMiniTicker" : "24hrTicker")
      field("E", state.now.milliseconds)
      field("s", feed.instrument.venueSymbol)
      field("c", day["lastPrice"])
      field("o", day["openPrice"])
      field("h", day["highPrice"])
      field("l", day["lowPrice"])
      field("v", day["volume"])
      field("q", day["quoteVolume"])
    }
    if isMini { return head }
    return head.adding {
      field("p", day["priceChange"])
      field("P", day["priceChangePercent"])
      field("w", day["weightedAvgPrice"])
      field("x", day["prevClosePrice"])
      field("Q", day["lastQty"])
      field("b", day["bidPrice"])
      field("B", day["bidQty"])
      field("a", day["askPrice"])
      field("A", day["askQty"])
      field("O", day["openTime"])
      field("C", day["closeTime"])
      field("F", day["firstId"])
      field("L", day["lastId"])
      field("n", day["count"])
    }
  }

  private static func candles(
    _ interval: String, _ feed: MarketFeed, _ state: VenueServerState
  ) -> [JSONNode] {
    guard let known = BinanceMarket.intervals.first(where: { $0.name == interval }) else {
      return []
    }
    return state.markets.streamed(feed, minutes: known.minutes).map { item in
      let candle = item.candle
      let open = candle.openTime.milliseconds
      return .fields {
        field("e", "kline")
        field("E", state.now.milliseconds)
        field("s", feed.instrument.venueSymbol)
        field(
          "k",
          JSONNode.fields {
            field("t", open)
            field("T", open + known.minutes * 60_000 - 1)
            field("s", feed.instrument.venueSymbol)
            field("i", interval)
            field("f", 1)
            field("L", feed.nextTrade - 1)
            field("o", candle.open)
            field("c", candle.close)
            field("h", candle.high)
            field("l", candle.low)
            field("v", candle.volume)
            field("n", candle.trades)
            field("x", item.isClosed)
            field("q", candle.turnover)
            field("V", candle.takerVolume)
            field("Q", candle.takerTurnover)
            field("B", "0")
          })
      }
    }
  }
}
