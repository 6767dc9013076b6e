import FixedPoint
import JSON
import Simulation
import TradingModel

/// The venue's JSON objects.
enum BinanceShapes {
  static func levels(_ levels: ArraySlice<BookLevel>) -> JSONNode {
    .array(levels.map { .row([$0.price, $0.quantity]) })
  }

  static func row(_ candle: Candle, _ minutes: Int64) -> JSONNode {
    let open = candle.openTime.milliseconds
    return .row([
      open, candle.open, candle.high, candle.low, candle.close, candle.volume,
      open + minutes * 60_000 - 1, candle.turnover, candle.trades, candle.takerVolume,
      candle.takerTurnover, "0",
    ])
  }

  static func dayTicker(_ feed: MarketFeed, at now: Timestamp) -> JSONNode {
    let day = feed.day(at: now)
    let change = Decimal18.zero + (feed.last.value - day.open.value)
    let percent =
      Decimal18.multiplyDivide(change, Decimal18(100), day.open.value, rounding: .halfEven)
      ?? .zero
    let weighted = day.turnover.divided(by: day.volume, rounding: .halfEven) ?? feed.last
    return .fields {
      field("symbol", feed.instrument.venueSymbol)
      field("priceChange", change)
      field("priceChangePercent", percent.formatted(decimals: 3, rounding: .halfEven))
      field("weightedAvgPrice", weighted.value.formatted(decimals: 8, rounding: .halfEven))
      field("prevClosePrice", day.open)
      field("lastPrice", feed.last)
      field("lastQty", feed.tape.last?.quantity ?? .zero)
      field("bidPrice", feed.bids.first?.price)
      field("bidQty", feed.bids.first?.quantity)
      field("askPrice", feed.asks.first?.price)
      field("askQty", feed.asks.first?.quantity)
      field("openPrice", day.open)
      field("highPrice", day.high)
      field("lowPrice", day.low)
      field("volume", day.volume)
      field("quoteVolume", day.turnover)
      field("openTime", now.milliseconds - 86_400_000)
      field("closeTime", now.milliseconds)
      field("firstId", 1)
      field("lastId", feed.nextTrade - 1)
      field("count", day.trades)
    }
  }

  static func status(_ status: OrderRecord.Status) -> String {
    switch status {
    case .untriggered, .open: "NEW"
    case .partial: "PARTIALLY_FILLED"
    case .filled: "FILLED"
    case .canceled: "CANCELED"
    case .rejected: "REJECTED"
    case .expired: "EXPIRED"
    }
  }

  /// A spot order as queries show it; the acknowledgement is its beginning.
  static func spotOrder(_ order: OrderRecord, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("symbol", symbol(order, state))
      field("orderId", order.id)
      field("orderListId", -1)
      field("clientOrderId", order.clientID)
      field("price", order.price ?? .zero)
      field("origQty", order.quantity)
      field("executedQty", order.filled)
      field("cummulativeQuoteQty", order.filledQuote)
      field("origQuoteOrderQty", order.quoteQuantity ?? .zero)
      field("status", status(order.status))
      field("timeInForce", order.spelledTimeInForce)
      field("type", order.spelledType)
      field("side", order.side == .buy ? "BUY" : "SELL")
      field("stopPrice", order.trigger?.price ?? .zero)
      field("icebergQty", "0.00000000")
      field("time", order.created.milliseconds)
      field("updateTime", order.updated.milliseconds)
      field("isWorking", order.status != .untriggered)
      field("workingTime", order.status == .untriggered ? -1 : order.created.milliseconds)
      field("selfTradePreventionMode", "EXPIRE_MAKER")
    }
  }

  static func symbol(_ order: OrderRecord, _ state: VenueServerState) -> String {
    state.markets.feeds[order.feed].instrument.venueSymbol
  }

  static func fills(_ order: OrderRecord, _ state: VenueServerState, _ account: Int) -> JSONNode {
    .array(
      state.wallet(account, .binanceSpot).fills(of: order.id).map { fill in
        .fields {
          field("price", fill.price)
          field("qty", fill.quantity)
          field("commission", fill.fee)
          field("commissionAsset", state.symbol(fill.feeAsset))
          field("tradeId", fill.id)
        }
      })
  }

  static func futuresOrder(_ order: OrderRecord, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("orderId", order.workingID ?? order.id)
      field("symbol", symbol(order, state))
      field("status", status(order.status))
      field("clientOrderId", order.clientID)
      field("price", order.price ?? .zero)
      field("avgPrice", average(order))
      field("origQty", order.quantity)
      field("executedQty", order.filled)
      field("cumQty", order.filled)
      field("cumQuote", order.filledQuote)
      field("timeInForce", order.spelledTimeInForce)
      field("type", plainType(order))
      field("reduceOnly", order.reduceOnly)
      field("closePosition", order.closePosition)
      field("side", order.side == .buy ? "BUY" : "SELL")
      field("positionSide", "BOTH")
      field("stopPrice", order.trigger?.price ?? .zero)
      field("workingType", working(order))
      field("priceProtect", false)
      field("origType", order.spelledType)
      field("priceMatch", "NONE")
      field("selfTradePreventionMode", "EXPIRE_MAKER")
      field("goodTillDate", Int(order.label("goodTillDate")) ?? 0)
      field("time", order.created.milliseconds)
      field("updateTime", order.updated.milliseconds)
    }
  }

  static func average(_ order: OrderRecord) -> String {
    (order.average ?? .zero).value.formatted(decimals: 8, rounding: .halfEven)
  }

  static func working(_ order: OrderRecord) -> String {
    order.trigger?.reference == .mark ? "MARK_PRICE" : "CONTRACT_PRICE"
  }

  /// The type of the plain order that a conditional one is or becomes.
  static func plainType(_ order: OrderRecord) -> String { order.price == nil ? "MARKET" : "LIMIT" }

  static func algoStatus(_ order: OrderRecord) -> String {
    switch order.status {
    case .untriggered: "NEW"
    case .open, .partial: "TRIGGERED"
    case .filled: "FINISHED"
    case .expired: order.triggered == nil ? "EXPIRED" : "FINISHED"
    case .canceled: order.triggered == nil ? "CANCELED" : "FINISHED"
    case .rejected: "REJECTED"
    }
  }

  static func algoOrder(_ order: OrderRecord, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("algoId", order.id)
      field("clientAlgoId", order.clientID)
      field("algoType", "CONDITIONAL")
      field("orderType", order.spelledType)
      field("symbol", symbol(order, state))
      field("side", order.side == .buy ? "BUY" : "SELL")
      field("positionSide", "BOTH")
      field("timeInForce", order.spelledTimeInForce)
      field("quantity", order.closePosition && order.filled.isZero ? .zero : order.quantity)
      field("algoStatus", algoStatus(order))
      field("triggerPrice", order.trigger?.price ?? .zero)
      field("price", order.price ?? .zero)
      field("icebergQuantity", JSONNode.null)
      field("selfTradePreventionMode", "EXPIRE_MAKER")
      field("workingType", working(order))
      field("priceMatch", "NONE")
      field("closePosition", order.closePosition)
      field("priceProtect", false)
      field("reduceOnly", order.reduceOnly)
      field("activatePrice", "")
      field("callbackRate", "")
      field("createTime", order.created.milliseconds)
      field("updateTime", order.updated.milliseconds)
      field("triggerTime", order.triggered?.milliseconds ?? 0)
      field("goodTillDate", 0)
      field("actualOrderId", order.triggered == nil ? "" : String(order.id))
      field("actualPrice", order.filled.isZero ? "0" : average(order))
      field("actualQty", order.filled)
      field("actualType", plainType(order))
    }
  }

  static func spotFill(_ fill: FillRecord, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("symbol", state.markets.feeds[fill.feed].instrument.venueSymbol)
      field("id", fill.id)
      field("orderId", fill.order)
      field("orderListId", -1)
      field("price", fill.price)
      field("qty", fill.quantity)
      field("quoteQty", fill.notional)
      field("commission", fill.fee)
      field("commissionAsset", state.symbol(fill.feeAsset))
      field("time", fill.time.milliseconds)
      field("isBuyer", fill.side == .buy)
      field("isMaker", fill.isMaker)
      field("isBestMatch", true)
    }
  }

  static func futuresFill(_ fill: FillRecord, _ state: VenueServerState) -> JSONNode {
    let rules = state.markets.feeds[fill.feed].instrument
    return .fields {
      field("symbol", rules.venueSymbol)
      field("id", fill.id)
      field("orderId", fill.order)
      field("side", fill.side == .buy ? "BUY" : "SELL")
      field("price", fill.price)
      field("qty", fill.quantity)
      field("realizedPnl", fill.realised)
      field("marginAsset", state.symbol(rules.settle))
      field("quoteQty", fill.notional)
      field("commission", fill.fee)
      field("commissionAsset", state.symbol(fill.feeAsset))
      field("time", fill.time.milliseconds)
      field("positionSide", "BOTH")
      field("maker", fill.isMaker)
      field("buyer", fill.side == .buy)
      field("baseQty", fill.quantity)
      field("pair", rules.venueSymbol)
    }
  }
}
