import FixedPoint
import JSON
import TradingModel

/// `exchangeInfo`: symbols, filters and limits.
enum BinanceRules {
  static func spot(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    var places = state.feeds("binance", .spot)
    if let symbol = call["symbol"] {
      places = places.filter { state.markets.feeds[$0].instrument.venueSymbol == symbol }
      if places.isEmpty { throw BinanceFailures.symbol }
    } else if let list = call["symbols"], let names = try? JSONNode(parsing: list).elements {
      let wanted = names.compactMap(\.text)
      places = places.filter { wanted.contains(state.markets.feeds[$0].instrument.venueSymbol) }
      if places.count != wanted.count { throw BinanceFailures.symbol }
    }
    return .fields {
      field("timezone", "UTC")
      field("serverTime", state.now.milliseconds)
      field(
        "rateLimits", limits(weight: BinanceLimits.spotWeight, orders: BinanceLimits.spotOrders))
      field("exchangeFilters", [JSONNode]())
      field("symbols", places.map { spotSymbol(state.markets.feeds[$0].instrument, state) })
    }
  }

  static func futures(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("timezone", "UTC")
      field("serverTime", state.now.milliseconds)
      field("futuresType", "U_MARGINED")
      field(
        "rateLimits",
        limits(
          weight: BinanceLimits.futuresWeight, orders: BinanceLimits.futuresOrders))
      field("exchangeFilters", [JSONNode]())
      field(
        "assets",
        ["USDT"].map { name in
          JSONNode.fields {
            field("asset", name)
            field("marginAvailable", true)
            field("autoAssetExchange", "0")
          }
        })
      field(
        "symbols",
        state.feeds("binance", .perp).map {
          futuresSymbol(state.markets.feeds[$0].instrument, state)
        })
    }
  }

  static func coin(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("timezone", "UTC")
      field("serverTime", state.now.milliseconds)
      field("rateLimits", [JSONNode]())
      field("exchangeFilters", [JSONNode]())
      field("symbols", [JSONNode]())
    }
  }

  static func options(
    _ state: inout VenueServerState, _ call: VenueCall
  ) throws(VenueFailure) -> JSONNode {
    .fields {
      field("timezone", "UTC")
      field("serverTime", state.now.milliseconds)
      field("optionContracts", [JSONNode]())
      field("optionAssets", [JSONNode]())
      field("optionSymbols", [JSONNode]())
      field("rateLimits", [JSONNode]())
    }
  }

  private static func limits(weight: Int, orders: Int) -> [JSONNode] {
    [
      .fields {
        field("rateLimitType", "REQUEST_WEIGHT")
        field("interval", "MINUTE")
        field("intervalNum", 1)
        field("limit", weight)
      },
      .fields {
        field("rateLimitType", "ORDERS")
        field("interval", "SECOND")
        field("intervalNum", 10)
        field("limit", orders)
      },
    ]
  }

  static func decimals(_ increment: Decimal18) -> Int {
    let text = increment.description
    guard let point = text.firstIndex(of: ".") else { return 0 }
    return text.distance(from: point, to: text.endIndex) - 1
  }

  private static func filters(_ rules: Instrument, isSpot: Bool) -> [JSONNode] {
    let most = rules.maximumQuantity ?? Quantity(1_000_000)
    var filters: [JSONNode] = [
      .fields {
        field("filterType", "PRICE_FILTER")
        field("minPrice", rules.tick)
        field("maxPrice", "1000000")
        field("tickSize", rules.tick)
      },
      .fields {
        field("filterType", "LOT_SIZE")
        field("minQty", rules.minimumQuantity)
        field("maxQty", most)
        field("stepSize", rules.step)
      },
      .fields {
        field("filterType", "MARKET_LOT_SIZE")
        field("minQty", rules.minimumQuantity)
        field("maxQty", most)
        field("stepSize", rules.step)
      },
    ]
    if isSpot {
      filters += [
        .fields {
          field("filterType", "NOTIONAL")
          field("minNotional", rules.minimumNotional)
          field("applyMinToMarket", true)
          field("maxNotional", "9000000")
          field("applyMaxToMarket", false)
          field("avgPriceMins", 5)
        },
        .fields {
          field("filterType", "MAX_NUM_ORDERS")
          field("maxNumOrders", VenueServerState.mostOrders)
        },
      ]
    } else {
      filters += [
        .fields {
          field("filterType", "MIN_NOTIONAL")
          field("notional", rules.minimumNotional)
        },
        .fields {
          field("filterType", "MAX_NUM_ORDERS")
          field("limit", VenueServerState.mostOrders)
        },
        .fields {
          field("filterType", "MAX_NUM_ALGO_ORDERS")
          field("limit", 100)
        },
      ]
    }
    return filters
  }

  private static func spotSymbol(_ rules: Instrument, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("symbol", rules.venueSymbol)
      field("status", "TRADING")
      field("baseAsset", state.symbol(rules.base))
      field("baseAssetPrecision", 8)
      field("quoteAsset", state.symbol(rules.quote))
      field("quotePrecision", 8)
      field("quoteAssetPrecision", 8)
      field("baseCommissionPrecision", 8)
      field("quoteCommissionPrecision", 8)
      field(
        "orderTypes",
        [
          "LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT",
          "TAKE_PROFIT_LIMIT",
        ])
      field("icebergAllowed", false)
      field("ocoAllowed", false)
      field("otoAllowed", false)
      field("quoteOrderQtyMarketAllowed", true)
      field("allowTrailingStop", false)
      field("cancelReplaceAllowed", true)
      field("amendAllowed", true)
      field("isSpotTradingAllowed", true)
      field("isMarginTradingAllowed", false)
      field("filters", filters(rules, isSpot: true))
      field("permissions", [String]())
      field("permissionSets", [["SPOT"]])
      field("defaultSelfTradePreventionMode", "EXPIRE_MAKER")
      field("allowedSelfTradePreventionModes", ["NONE", "EXPIRE_MAKER"])
    }
  }

  private static func futuresSymbol(_ rules: Instrument, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("symbol", rules.venueSymbol)
      field("pair", rules.venueSymbol)
      field("contractType", "PERPETUAL")
      field("deliveryDate", 4_133_404_800_000)
      field("onboardDate", 1_569_398_400_000)
      field("status", "TRADING")
      field("maintMarginPercent", "2.5000")
      field("requiredMarginPercent", "5.0000")
      field("baseAsset", state.symbol(rules.base))
      field("quoteAsset", state.symbol(rules.quote))
      field("marginAsset", state.symbol(rules.settle))
      field("pricePrecision", decimals(rules.tick.value))
      field("quantityPrecision", decimals(rules.step.value))
      field("baseAssetPrecision", 8)
      field("quotePrecision", 8)
      field("underlyingType", "COIN")
      field("underlyingSubType", ["PoW"])
      field("triggerProtect", "0.0500")
      field("liquidationFee", "0.012500")
      field("marketTakeBound", "0.05")
      field("filters", filters(rules, isSpot: false))
      field(
        "orderTypes",
        [
          "LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET",
        ])
      field("timeInForce", ["GTC", "IOC", "FOK", "GTX", "GTD"])
    }
  }
}
