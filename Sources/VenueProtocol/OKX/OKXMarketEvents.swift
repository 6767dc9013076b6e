import FixedPoint
import JSON
import Simulation
import TradingModel

/// What public channels carry.
enum OKXMarketEvents {
  static func events(
    _ argument: JSONNode, _ state: VenueServerState, isFirst: Bool
  ) -> [String] {
    guard let channel = argument["channel"]?.text, let name = argument["instId"]?.text,
      let place = state.feed("okx", name.hasSuffix("-SWAP") ? .perp : .spot, symbol: name)
    else { return [] }
    let feed = state.markets.feeds[place]
    let isSecond = isFirst || state.markets.steps % 10 == 0
    if channel.hasPrefix("candle") {
      return candles(String(channel.dropFirst(6)), argument, feed, state)
    }
    switch channel {
    case "tickers":
      return isSecond || !feed.stepTrades.isEmpty
        ? [OKXStreams.data(argument, [OKXShapes.ticker(feed, state)])] : []
    case "trades", "trades-all":
      return feed.stepTrades.map {
        OKXStreams.data(argument, [OKXShapes.trade($0, feed.instrument)])
      }
    case "books", "books-l2-tbt", "books50-l2-tbt":
      return [book(argument, feed, state, isFirst: isFirst)]
    case "books5", "bbo-tbt": return [top(argument, feed, state, channel == "books5" ? 5 : 1)]
    case "mark-price":
      return isSecond ? [OKXStreams.data(argument, [OKXShapes.mark(feed, state)])] : []
    case "funding-rate":
      return isFirst || state.markets.steps % 300 == 0
        ? [OKXStreams.data(argument, [OKXShapes.funding(feed, state)])] : []
    default: return []
    }
  }

  private static func book(
    _ argument: JSONNode, _ feed: MarketFeed, _ state: VenueServerState, isFirst: Bool
  ) -> String {
    let rules = feed.instrument
    let row: JSONNode = .fields {
      field("asks", OKXShapes.levels(isFirst ? feed.asks[...] : feed.changedAsks[...], rules))
      field("bids", OKXShapes.levels(isFirst ? feed.bids[...] : feed.changedBids[...], rules))
      field("ts", String(state.now.milliseconds))
      field("checksum", 0)
      field("prevSeqId", isFirst ? -1 : feed.previousUpdate)
      field("seqId", feed.lastUpdate)
    }
    return OKXStreams.data(argument, [row], action: isFirst ? "snapshot" : "update")
  }

  private static func top(
    _ argument: JSONNode, _ feed: MarketFeed, _ state: VenueServerState, _ depth: Int
  ) -> String {
    let row: JSONNode = .fields {
      field("asks", OKXShapes.levels(feed.asks.prefix(depth), feed.instrument))
      field("bids", OKXShapes.levels(feed.bids.prefix(depth), feed.instrument))
      field("instId", feed.instrument.venueSymbol)
      field("ts", String(state.now.milliseconds))
      field("seqId", feed.lastUpdate)
    }
    return OKXStreams.data(argument, [row])
  }

  private static func candles(
    _ bar: String, _ argument: JSONNode, _ feed: MarketFeed, _ state: VenueServerState
  ) -> [String] {
    guard let known = OKXMarket.bars.first(where: { $0.name == bar }) else { return [] }
    return state.markets.streamed(feed, minutes: known.minutes).map { item in
      OKXStreams.data(
        argument, [OKXShapes.row(item.candle, feed.instrument, isClosed: item.isClosed)])
    }
  }
}
