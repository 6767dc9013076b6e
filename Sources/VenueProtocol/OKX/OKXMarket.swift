import FixedPoint
import JSON
import Simulation
import TradingModel

/// Public market data. Sizes of swaps are in contracts.
enum OKXMarket {
  static let bars: [(name: String, minutes: Int64)] = [
    ("1m", 1), ("3m", 3), ("5m", 5), ("15m", 15), ("30m", 30), ("1H", 60), ("2H", 120),
    ("4H", 240), ("6H", 360), ("12H", 720), ("1D", 1440), ("1W", 10080), ("6Hutc", 360),
    ("12Hutc", 720), ("1Dutc", 1440), ("1Wutc", 10080),
  ]

  static func market(_ type: String?) -> Market? {
    type == "SPOT" ? .spot : (type == "SWAP" ? .perp : nil)
  }

  /// The market with an instrument id.
  static func place(_ state: VenueServerState, _ name: String?) throws(VenueFailure) -> Int {
    guard let name else { throw OKXFailures.parameter("instId") }
    let market: Market = name.hasSuffix("-SWAP") ? .perp : .spot
    guard let feed = state.feed("okx", market, symbol: name) else { throw OKXFailures.instrument }
    return feed
  }

  /// The market an order names: by `instId`, on streams also by `instIdCode`.
  static func place(_ state: VenueServerState, _ call: VenueCall) throws(VenueFailure) -> Int {
    guard let code = call.integer("instIdCode") else { return try place(state, call["instId"]) }
    let feed = (state.feeds("okx", .spot) + state.feeds("okx", .perp)).first {
      state.markets.feeds[$0].instrument.id.index + 1 == code
    }
    guard let feed else { throw OKXFailures.parameter("instIdCode") }
    return feed
  }

  static func feed(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> MarketFeed {
    state.markets.feeds[try place(state, call)]
  }

  private static func feeds(_ state: VenueServerState, _ call: VenueCall) -> [MarketFeed] {
    let all = market(call["instType"]).map { state.feeds("okx", $0) } ?? []
    return all.map { state.markets.feeds[$0] }.filter { feed in
      (call["instId"] == nil || feed.instrument.venueSymbol == call["instId"])
        && (call["instFamily"] ?? call["uly"]).map { OKXShapes.family(feed.instrument) == $0 }
          ?? true
    }
  }

  static func time(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .array([
      .fields {
        field("ts", String(state.now.milliseconds))
      }
    ])
  }

  static func status(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode { .array([]) }

  static func instruments(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    guard call["instType"] != nil else { throw OKXFailures.parameter("instType") }
    return .array(feeds(state, call).map { OKXShapes.instrument($0.instrument, state) })
  }

  static func ticker(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .array([OKXShapes.ticker(try feed(state, call), state)])
  }

  static func tickers(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .array(feeds(state, call).map { OKXShapes.ticker($0, state) })
  }

  static func book(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try feed(state, call)
    let limit = call.integer("sz") ?? 1
    return .array([
      .fields {
        field("asks", OKXShapes.levels(feed.asks.prefix(limit), feed.instrument))
        field("bids", OKXShapes.levels(feed.bids.prefix(limit), feed.instrument))
        field("ts", String(state.now.milliseconds))
        field("seqId", feed.lastUpdate)
      }
    ])
  }

  private static func rows(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> (rules: Instrument, candles: [Candle], minutes: Int64) {
    var name = call["instId"] ?? ""
    if call.path.hasSuffix("index-candles"), !name.hasSuffix("-SWAP") {
      name = call["instId"] ?? ""
    }
    let feed = state.markets.feeds[try place(state, name)]
    guard let bar = bars.first(where: { $0.name == call["bar"] ?? "1m" }) else {
      throw OKXFailures.parameter("bar")
    }
    let limit = min(call.integer("limit") ?? 100, 300)
    let end = call.integer("after").map { Timestamp(milliseconds: Int64($0) - 1) }
    let start = call.integer("before").map { Timestamp(milliseconds: Int64($0) + 1) }
    let candles = feed.candles(
      every: bar.minutes, from: start, to: end, limit: limit, now: state.markets.now)
    return (feed.instrument, candles.reversed(), bar.minutes)
  }

  static func candles(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let (rules, candles, minutes) = try rows(state, call)
    let now = state.markets.now.milliseconds
    return .array(
      candles.map { candle in
        let isClosed = candle.openTime.milliseconds + minutes * 60_000 <= now
        return OKXShapes.row(candle, rules, isClosed: isClosed)
      })
  }

  static func markCandles(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let (_, candles, _) = try rows(state, call)
    return .array(
      candles.map { candle in
        .row([
          String(candle.openTime.milliseconds), candle.open, candle.high, candle.low, candle.close,
          "1",
        ])
      })
  }

  static func trades(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try feed(state, call)
    return .array(
      feed.tape.suffix(call.integer("limit") ?? 100).reversed().map {
        OKXShapes.trade($0, feed.instrument)
      })
  }

  static func funding(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let all = call["instId"] == "ANY"
    let feeds =
      all ? state.feeds("okx", .perp).map { state.markets.feeds[$0] } : [try feed(state, call)]
    return .array(feeds.map { OKXShapes.funding($0, state) })
  }

  static func fundingRates(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try feed(state, call)
    let start = call.integer("before").map { Timestamp(milliseconds: Int64($0) + 1) }
    let end = call.integer("after").map { Timestamp(milliseconds: Int64($0) - 1) }
    let rates = feed.fundingHistory(
      from: start, to: end, limit: min(call.integer("limit") ?? 100, 400), now: state.markets.now)
    return .array(
      rates.reversed().map { item in
        .fields {
          field("instType", "SWAP")
          field("instId", feed.instrument.venueSymbol)
          field("fundingRate", item.rate)
          field("realizedRate", item.rate)
          field("fundingTime", String(item.time.milliseconds))
          field("method", "current_period")
        }
      })
  }

  static func markPrices(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .array(feeds(state, call).map { OKXShapes.mark($0, state) })
  }

  static func tiers(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    var rows: [JSONNode] = []
    for feed in feeds(state, call) {
      let rules = feed.instrument
      for (number, tier) in rules.marginTiers.enumerated() {
        let leverage = Rate(1).divided(by: tier.initialRate, rounding: .down) ?? Rate(1)
        rows.append(
          .fields {
            field("tier", String(number + 1))
            field("uly", OKXShapes.family(rules))
            field("instFamily", OKXShapes.family(rules))
            field("instId", "")
            field("minSz", contracts(tier.notionalFloor, feed))
            field("maxSz", contracts(tier.notionalCap ?? Money(Decimal18(1_000_000_000)), feed))
            field("mmr", tier.maintenanceRate)
            field("imr", tier.initialRate)
            field("maxLever", leverage.value.formatted(decimals: 2, rounding: .down))
            field("baseMaxLoan", "")
            field("quoteMaxLoan", "")
            field("optMgnFactor", "0")
          })
      }
    }
    return .array(rows)
  }

  private static func contracts(_ notional: Money, _ feed: MarketFeed) -> String {
    let base = notional.divided(by: feed.last, rounding: .down) ?? .zero
    return OKXShapes.size(base, feed.instrument).value.formatted(decimals: 0, rounding: .down)
  }

  static func priceLimit(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = try feed(state, call)
    return .array([
      .fields {
        field("instId", feed.instrument.venueSymbol)
        field("buyLmt", feed.price(Int64.max / 1_000_000))
        field("sellLmt", feed.instrument.tick)
        field("ts", String(state.now.milliseconds))
        field("enabled", false)
      }
    ])
  }

  static func openInterest(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .array(
      feeds(state, call).map { feed in
        .fields {
          field("instType", "SWAP")
          field("instId", feed.instrument.venueSymbol)
          field("oi", "1000000")
          field("oiCcy", "10000")
          field("oiUsd", "900000000")
          field("ts", String(state.now.milliseconds))
        }
      })
  }
}
