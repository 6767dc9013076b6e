import FixedPoint
import JSON
import Simulation
import TradingModel

/// Public market data.
enum BybitMarket {
  static let intervals: [(name: String, minutes: Int64)] = [
    ("1", 1), ("3", 3), ("5", 5), ("15", 15), ("30", 30), ("60", 60), ("120", 120), ("240", 240),
    ("360", 360), ("720", 720), ("D", 1440), ("W", 10080),
  ]

  /// The market of a category; nil for those that are not simulated.
  static func market(_ call: VenueCall) throws(VenueFailure) -> Market? {
    switch call["category"] {
    case "spot": return .spot
    case "linear": return .perp
    case "inverse", "option": return nil
    default: throw BybitFailures.missing("category")
    }
  }

  /// The market a call names by category and symbol.
  static func feed(_ state: VenueServerState, _ call: VenueCall) throws(VenueFailure) -> Int {
    guard let market = try market(call), let symbol = call["symbol"],
      let feed = state.feed("bybit", market, symbol: symbol)
    else { throw VenueFailure(10001, "params error: symbol invalid") }
    return feed
  }

  /// Places of the markets of a category, or the one named.
  private static func feeds(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> [Int] {
    guard let market = try market(call) else { return [] }
    if call["symbol"] != nil { return [try feed(state, call)] }
    return state.feeds("bybit", market).filter { place in
      let rules = state.markets.feeds[place].instrument
      return call["baseCoin"] == nil || state.symbol(rules.base) == call["baseCoin"]
    }
  }

  static func list(_ call: VenueCall, _ rows: [JSONNode], cursor: String = "") -> JSONNode {
    .fields {
      field("category", call["category"] ?? "")
      field("list", rows)
      field("nextPageCursor", cursor)
    }
  }

  static func time(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("timeSecond", String(state.now.seconds))
      field("timeNano", String(state.now.nanoseconds))
    }
  }

  static func status(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("list", [JSONNode]())
    }
  }

  static func instruments(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    if let status = call["status"], status != "Trading" { return list(call, []) }
    let rows = try feeds(state, call).map { place in
      let rules = state.markets.feeds[place].instrument
      return rules.market == .spot ? spot(rules, state) : linear(rules, state)
    }
    return list(call, rows)
  }

  private static func spot(_ rules: Instrument, _ state: VenueServerState) -> JSONNode {
    let most = rules.maximumQuantity ?? Quantity(1_000_000)
    return .fields {
      field("symbol", rules.venueSymbol)
      field("baseCoin", state.symbol(rules.base))
      field("quoteCoin", state.symbol(rules.quote))
      field("innovation", "0")
      field("status", "Trading")
      field("marginTrading", "none")
      field("stTag", "0")
      field(
        "lotSizeFilter",
        JSONNode.fields {
          field("basePrecision", rules.step)
          field("quotePrecision", "0.0000001")
          field("minOrderQty", rules.minimumQuantity)
          field("maxOrderQty", most)
          field("minOrderAmt", rules.minimumNotional)
          field("maxOrderAmt", "8000000")
          field("maxLimitOrderQty", most)
          field("maxMarketOrderQty", most)
          field("postOnlyMaxLimitOrderSize", most)
        })
      field(
        "priceFilter",
        JSONNode.fields {
          field("tickSize", rules.tick)
        })
      field(
        "riskParameters",
        JSONNode.fields {
          field("priceLimitRatioX", "0.01")
          field("priceLimitRatioY", "0.02")
        })
    }
  }

  private static func linear(_ rules: Instrument, _ state: VenueServerState) -> JSONNode {
    let most = rules.maximumQuantity ?? Quantity(1_000_000)
    return .fields {
      field("symbol", rules.venueSymbol)
      field("contractType", "LinearPerpetual")
      field("status", "Trading")
      field("baseCoin", state.symbol(rules.base))
      field("quoteCoin", state.symbol(rules.quote))
      field("launchTime", "1585526400000")
      field("deliveryTime", "0")
      field("deliveryFeeRate", "")
      field("priceScale", String(BinanceRules.decimals(rules.tick.value)))
      field(
        "leverageFilter",
        JSONNode.fields {
          field("minLeverage", "1")
          field("maxLeverage", rules.maximumLeverage)
          field("leverageStep", "0.01")
        })
      field(
        "priceFilter",
        JSONNode.fields {
          field("minPrice", rules.tick)
          field("maxPrice", "1999999.8")
          field("tickSize", rules.tick)
        })
      field(
        "lotSizeFilter",
        JSONNode.fields {
          field("maxOrderQty", most)
          field("minOrderQty", rules.minimumQuantity)
          field("qtyStep", rules.step)
          field("postOnlyMaxOrderQty", most)
          field("maxMktOrderQty", most)
          field("minNotionalValue", rules.minimumNotional)
        })
      field("unifiedMarginTrade", true)
      field("fundingInterval", rules.fundingIntervalHours * 60)
      field("settleCoin", state.symbol(rules.settle))
      field("copyTrading", "none")
      field("upperFundingRate", "0.005")
      field("lowerFundingRate", "-0.005")
      field("isPreListing", false)
      field("preListingInfo", JSONNode.null)
      field(
        "riskParameters",
        JSONNode.fields {
          field("priceLimitRatioX", "0.05")
          field("priceLimitRatioY", "0.15")
        })
      field("symbolType", "")
    }
  }

  static func tickers(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let now = state.markets.now
    return list(
      call, try feeds(state, call).map { BybitShapes.ticker(state.markets.feeds[$0], now) })
  }

  static func book(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = state.markets.feeds[try feed(state, call)]
    let limit = call.integer("limit") ?? (feed.isPerpetual ? 25 : 1)
    return .fields {
      field("s", feed.instrument.venueSymbol)
      field("b", BinanceShapes.levels(feed.bids.prefix(limit)))
      field("a", BinanceShapes.levels(feed.asks.prefix(limit)))
      field("ts", state.now.milliseconds)
      field("u", feed.lastUpdate)
      field("seq", feed.lastUpdate)
      field("cts", state.now.milliseconds)
    }
  }

  private static func rows(
    _ state: VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> (symbol: String, candles: [Candle]) {
    let feed = state.markets.feeds[try feed(state, call)]
    guard let interval = intervals.first(where: { $0.name == call["interval"] }) else {
      throw BybitFailures.missing("interval")
    }
    let candles = feed.candles(
      every: interval.minutes, from: call.time("start"), to: call.time("end"),
      limit: min(call.integer("limit") ?? 200, 1000), now: state.markets.now)
    return (feed.instrument.venueSymbol, candles.reversed())
  }

  static func candles(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let (symbol, candles) = try rows(state, call)
    return list(
      call,
      candles.map { candle in
        .row([
          String(candle.openTime.milliseconds), candle.open, candle.high, candle.low,
          candle.close, candle.volume, candle.turnover,
        ])
      }
    ).adding {
      field("symbol", symbol)
    }
  }

  static func markCandles(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let (symbol, candles) = try rows(state, call)
    return list(
      call,
      candles.map { candle in
        .row([
          String(candle.openTime.milliseconds), candle.open, candle.high, candle.low, candle.close,
        ])
      }
    ).adding {
      field("symbol", symbol)
    }
  }

  static func trades(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = state.markets.feeds[try feed(state, call)]
    return list(
      call,
      feed.tape.suffix(call.integer("limit") ?? 60).reversed().map { trade in
        .fields {
          field("execId", String(trade.id))
          field("symbol", feed.instrument.venueSymbol)
          field("price", trade.price)
          field("size", trade.quantity)
          field("side", trade.taker == .buy ? "Buy" : "Sell")
          field("time", String(trade.time.milliseconds))
          field("isBlockTrade", false)
        }
      })
  }

  static func fundingRates(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    if call["startTime"] != nil, call["endTime"] == nil {
      throw VenueFailure(10001, "params error: endTime is required with startTime")
    }
    let feed = state.markets.feeds[try feed(state, call)]
    let rates = feed.fundingHistory(
      from: call.time("startTime"), to: call.time("endTime"),
      limit: min(call.integer("limit") ?? 200, 200), now: state.markets.now)
    return list(
      call,
      rates.reversed().map { item in
        .fields {
          field("symbol", feed.instrument.venueSymbol)
          field("fundingRate", item.rate)
          field("fundingRateTimestamp", String(item.time.milliseconds))
        }
      })
  }

  static func riskLimits(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    var rows: [JSONNode] = []
    for place in try feeds(state, call) {
      let rules = state.markets.feeds[place].instrument
      for (number, tier) in rules.marginTiers.enumerated() {
        let leverage = Rate(1).divided(by: tier.initialRate, rounding: .down) ?? Rate(1)
        rows.append(
          .fields {
            field("id", number + 1)
            field("symbol", rules.venueSymbol)
            field("riskLimitValue", tier.notionalCap ?? Money(Decimal18(1_000_000_000)))
            field("maintenanceMargin", tier.maintenanceRate)
            field("initialMargin", tier.initialRate)
            field("isLowestRisk", number == 0 ? 1 : 0)
            field("maxLeverage", leverage.value.formatted(decimals: 2, rounding: .down))
            field("mmDeduction", tier.maintenanceAmount)
          })
      }
    }
    return list(call, rows)
  }

  static func openInterest(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    let feed = state.markets.feeds[try feed(state, call)]
    return list(
      call,
      [
        .fields {
          field("openInterest", "10000")
          field("timestamp", String(state.now.milliseconds))
        }
      ]
    ).adding {
      field("symbol", feed.instrument.venueSymbol)
    }
  }
}
