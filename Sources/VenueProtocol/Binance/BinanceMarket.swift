import FixedPoint
import JSON
import Simulation
import TradingModel

/// Public market data of spot and futures.
enum BinanceMarket {
  static let intervals: [(name: String, minutes: Int64)] = [
    ("1m", 1), ("3m", 3), ("5m", 5), ("15m", 15), ("30m", 30), ("1h", 60), ("2h", 120),
    ("4h", 240), ("6h", 360), ("8h", 480), ("12h", 720), ("1d", 1440), ("3d", 4320),
    ("1w", 10080),
  ]

  static func market(_ call: VenueCall) -> Market { call.path.hasPrefix("/fapi") ? .perp : .spot }

  /// The market a call names.
  static func feed(
    _ state: VenueServerState, _ call: VenueCall, named name: String = "symbol"
  ) throws(VenueFailure) -> Int {
    guard let symbol = call[name] else { throw BinanceFailures.missing(name) }
    guard let feed = state.feed("binance", market(call), symbol: symbol) else {
      throw BinanceFailures.symbol
    }
    return feed
  }

  /// One object where a symbol is named, an array where none is, or a list.
  private static func each(
    _ state: VenueServerState, _ call: VenueCall, _ make: (MarketFeed) -> JSONNode
  ) throws(VenueFailure) -> JSONNode {
    if call["symbol"] != nil { return make(state.markets.feeds[try feed(state, call)]) }
    let wanted = call["symbols"].flatMap { try? JSONNode(parsing: $0).elements?.compactMap(\.text) }
    let feeds = state.feeds("binance", market(call)).map { state.markets.feeds[$0] }
    return .array(
      feeds.filter { wanted?.contains($0.instrument.venueSymbol) ?? true }.map(make))
  }

  static func ping(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { .object([]) }

  static func time(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("serverTime", state.now.milliseconds)
    }
  }

  static func depth(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = state.markets.feeds[try feed(state, call)]
    let limit = call.integer("limit") ?? (feed.isPerpetual ? 500 : 100)
    let book: JSONNode = .fields {
      field("lastUpdateId", feed.lastUpdate)
      field("bids", BinanceShapes.levels(feed.bids.prefix(limit)))
      field("asks", BinanceShapes.levels(feed.asks.prefix(limit)))
    }
    if !feed.isPerpetual { return book }
    return book.adding {
      field("E", state.now.milliseconds)
      field("T", state.now.milliseconds)
    }
  }

  static func trades(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = state.markets.feeds[try feed(state, call)]
    return .array(
      feed.tape.suffix(call.integer("limit") ?? 500).map { trade in
        .fields {
          field("id", trade.id)
          field("price", trade.price)
          field("qty", trade.quantity)
          field("quoteQty", trade.notional)
          field("time", trade.time.milliseconds)
          field("isBuyerMaker", trade.taker == .sell)
          field("isBestMatch", true)
        }
      })
  }

  static func aggregateTrades(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = state.markets.feeds[try feed(state, call)]
    let start = call.time("startTime")
    let end = call.time("endTime")
    let trades = feed.tape.filter { trade in
      (start.map { trade.time >= $0 } ?? true) && (end.map { trade.time <= $0 } ?? true)
    }
    return .array(
      trades.suffix(call.integer("limit") ?? 500).map { trade in
        .fields {
          field("a", trade.id)
          field("p", trade.price)
          field("q", trade.quantity)
          field("f", trade.id)
          field("l", trade.id)
          field("T", trade.time.milliseconds)
          field("m", trade.taker == .sell)
          field("M", true)
        }
      })
  }

  static func candles(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = state.markets.feeds[try feed(state, call)]
    return .array(try rows(feed, state, call).map { BinanceShapes.row($0.candle, $0.minutes) })
  }

  private static func rows(
    _ feed: MarketFeed, _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> [(candle: Candle, minutes: Int64)] {
    guard let name = call["interval"] else { throw BinanceFailures.missing("interval") }
    guard let interval = intervals.first(where: { $0.name == name }) else {
      throw VenueFailure(-1120, "Invalid interval.")
    }
    let limit = min(call.integer("limit") ?? 500, feed.isPerpetual ? 1500 : 1000)
    return feed.candles(
      every: interval.minutes, from: call.time("startTime"), to: call.time("endTime"),
      limit: limit, now: state.markets.now
    ).map { ($0, interval.minutes) }
  }

  static func markCandles(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let name = call["symbol"] == nil ? "pair" : "symbol"
    let feed = state.markets.feeds[try feed(state, call, named: name)]
    return .array(
      try rows(feed, state, call).map { row in
        var candle = row.candle
        candle.volume = .zero
        candle.turnover = .zero
        candle.takerVolume = .zero
        candle.takerTurnover = .zero
        return BinanceShapes.row(candle, row.minutes)
      })
  }

  static func average(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = state.markets.feeds[try feed(state, call)]
    return .fields {
      field("mins", 5)
      field("price", feed.last)
      field("closeTime", state.now.milliseconds)
    }
  }

  static func dayTickers(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.markets.now
    return try each(state, call) { BinanceShapes.dayTicker($0, at: now) }
  }

  static func prices(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.now.milliseconds
    return try each(state, call) { feed in
      let node: JSONNode = .fields {
        field("symbol", feed.instrument.venueSymbol)
        field("price", feed.last)
      }
      return feed.isPerpetual
        ? node.adding {
          field("time", now)
        } : node
    }
  }

  static func quotes(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.now.milliseconds
    return try each(state, call) { feed in
      let node: JSONNode = .fields {
        field("symbol", feed.instrument.venueSymbol)
        field("bidPrice", feed.bids.first?.price)
        field("bidQty", feed.bids.first?.quantity)
        field("askPrice", feed.asks.first?.price)
        field("askQty", feed.asks.first?.quantity)
      }
      return feed.isPerpetual
        ? node.adding {
          field("time", now)
        } : node
    }
  }

  static func premium(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.now.milliseconds
    return try each(state, call) { feed in
      .fields {
        field("symbol", feed.instrument.venueSymbol)
        field("markPrice", feed.mark)
        field("indexPrice", feed.indexPrice)
        field("estimatedSettlePrice", feed.indexPrice)
        field("lastFundingRate", feed.fundingRate)
        field("interestRate", "0.00010000")
        field("nextFundingTime", feed.nextFunding.milliseconds)
        field("time", now)
      }
    }
  }

  static func fundingRates(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let places = call["symbol"] == nil ? state.feeds("binance", .perp) : [try feed(state, call)]
    var rows: [JSONNode] = []
    for place in places {
      let feed = state.markets.feeds[place]
      let history = feed.fundingHistory(
        from: call.time("startTime"), to: call.time("endTime"),
        limit: call.integer("limit") ?? 100, now: state.markets.now)
      for item in history {
        rows.append(
          .fields {
            field("symbol", feed.instrument.venueSymbol)
            field("fundingTime", item.time.milliseconds)
            field("fundingRate", item.rate)
            field("markPrice", item.mark)
            field("rateType", "Regular")
          })
      }
    }
    return .array(rows)
  }

  static func fundingInfo(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { .array([]) }

  static func openInterest(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = state.markets.feeds[try feed(state, call)]
    return .fields {
      field("symbol", feed.instrument.venueSymbol)
      field("openInterest", "10000")
      field("time", state.now.milliseconds)
    }
  }
}
