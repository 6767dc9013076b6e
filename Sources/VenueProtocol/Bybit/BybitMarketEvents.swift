import FixedPoint
import JSON
import Simulation
import TradingModel

/// What public topics carry.
enum BybitMarketEvents {
  private static func feed(
    _ topic: String, _ market: Market, _ state: VenueServerState
  ) -> (parts: [String], feed: MarketFeed)? {
    let parts = topic.split(separator: ".").map(String.init)
    guard parts.count >= 2, let symbol = parts.last,
      let place = state.feed("bybit", market, symbol: symbol)
    else { return nil }
    return (parts, state.markets.feeds[place])
  }

  /// What a new subscription gets at once.
  static func first(
    _ topic: String, _ market: Market, _ state: VenueServerState
  ) -> [JSONNode] {
    guard let (parts, feed) = feed(topic, market, state) else { return [] }
    switch parts[0] {
    case "orderbook":
      let depth = parts.count > 2 ? Int(parts[1]) ?? 50 : 50
      return [
        book(
          topic, "snapshot", Array(feed.bids.prefix(depth)), Array(feed.asks.prefix(depth)), feed,
          state)
      ]
    case "tickers": return [ticker(topic, feed, state)]
    default: return []
    }
  }

  /// What a step of the market brings.
  static func events(
    _ topic: String, _ market: Market, _ state: VenueServerState
  ) -> [JSONNode] {
    guard let (parts, feed) = feed(topic, market, state) else { return [] }
    switch parts[0] {
    case "orderbook":
      let depth = parts.count > 2 ? Int(parts[1]) ?? 50 : 50
      if depth == 1 { return first(topic, market, state) }
      return [book(topic, "delta", feed.changedBids, feed.changedAsks, feed, state)]
    case "publicTrade": return trades(topic, feed, state)
    case "tickers": return state.markets.steps % 3 == 0 ? [ticker(topic, feed, state)] : []
    case "kline": return parts.count > 2 ? candles(topic, parts[1], feed, state) : []
    default: return []
    }
  }

  private static func envelope(
    _ topic: String, _ type: String, _ data: JSONNode, _ state: VenueServerState
  ) -> JSONNode {
    .fields {
      field("topic", topic)
      field("type", type)
      field("ts", state.now.milliseconds)
      field("data", data)
    }
  }

  private static func book(
    _ topic: String, _ type: String, _ bids: [BookLevel], _ asks: [BookLevel], _ feed: MarketFeed,
    _ state: VenueServerState
  ) -> JSONNode {
    let update = feed.bookNumber
    return envelope(
      topic, type,
      .fields {
        field("s", feed.instrument.venueSymbol)
        field("b", BinanceShapes.levels(bids[...]))
        field("a", BinanceShapes.levels(asks[...]))
        field("u", update)
        field("seq", feed.lastUpdate)
      }, state
    ).adding {
      field("cts", state.now.milliseconds)
    }
  }

  private static func ticker(
    _ topic: String, _ feed: MarketFeed, _ state: VenueServerState
  ) -> JSONNode {
    envelope(
      topic, "snapshot", BybitShapes.ticker(feed, state.markets.now), state
    ).adding {
      field("cs", feed.lastUpdate)
    }
  }

  private static func trades(
    _ topic: String, _ feed: MarketFeed, _ state: VenueServerState
  ) -> [JSONNode] {
    if feed.stepTrades.isEmpty { return [] }
    let rows = feed.stepTrades.map { trade in
      JSONNode.fields {
        field("T", trade.time.milliseconds)
        field("s", feed.instrument.venueSymbol)
        field("S", trade.taker == .buy ? "Buy" : "Sell")
        field("v", trade.quantity)
        field("p", trade.price)
        field("L", "ZeroMinusTick")
        field("i", String(trade.id))
        field("BT", false)
        field("seq", feed.lastUpdate)
      }
    }
    return [envelope(topic, "snapshot", .array(rows), state)]
  }

  private static func candles(
    _ topic: String, _ interval: String, _ feed: MarketFeed, _ state: VenueServerState
  ) -> [JSONNode] {
    guard let known = BybitMarket.intervals.first(where: { $0.name == interval }) else { return [] }
    return state.markets.streamed(feed, minutes: known.minutes).map { item in
      let candle = item.candle
      let open = candle.openTime.milliseconds
      let row: JSONNode = .fields {
        field("start", open)
        field("end", open + known.minutes * 60_000 - 1)
        field("interval", interval)
        field("open", candle.open)
        field("close", candle.close)
        field("high", candle.high)
        field("low", candle.low)
        field("volume", candle.volume)
        field("turnover", candle.turnover)
        field("confirm", item.isClosed)
        field("timestamp", state.now.milliseconds)
      }
      return envelope(topic, "snapshot", .array([row]), state)
    }
  }
}
