import FixedPoint
import JSON
import Simulation
import TradingModel

/// The venue's JSON objects.
enum OKXShapes {
  /// Contracts of a swap, base units of spot.
  static func size(_ quantity: Quantity, _ rules: Instrument) -> Quantity {
    guard rules.market == .perp else { return quantity }
    let count = Decimal18.multiplyDivide(
      quantity.value, .one, rules.contractSize.value, rounding: .halfEven)
    return Quantity(count ?? .zero)
  }

  /// Base units of a size.
  static func quantity(_ size: Quantity, _ rules: Instrument) -> Quantity? {
    guard rules.market == .perp else { return size }
    return size.timesIfFits(Rate(rules.contractSize.value), rounding: .halfEven)
  }

  static func family(_ rules: Instrument) -> String {
    rules.market == .perp ? String(rules.venueSymbol.dropLast(5)) : ""
  }

  static func type(_ rules: Instrument) -> String { rules.market == .perp ? "SWAP" : "SPOT" }

  static func levels(_ levels: ArraySlice<BookLevel>, _ rules: Instrument) -> JSONNode {
    .array(levels.map { .row([$0.price, size($0.quantity, rules), "0", "1"]) })
  }

  static func row(_ candle: Candle, _ rules: Instrument, isClosed: Bool) -> JSONNode {
    .row([
      String(candle.openTime.milliseconds), candle.open, candle.high, candle.low, candle.close,
      size(candle.volume, rules),
      rules.market == .perp ? candle.volume.description : candle.turnover.description,
      candle.turnover, isClosed ? "1" : "0",
    ])
  }

  static func instrument(_ rules: Instrument, _ state: VenueServerState) -> JSONNode {
    let isSwap = rules.market == .perp
    let most = rules.maximumQuantity ?? Quantity(1_000_000)
    let base = state.symbol(rules.base)
    let quote = state.symbol(rules.quote)
    return .fields {
      field("instId", rules.venueSymbol)
      field("instIdCode", rules.id.index + 1)
      field("instType", type(rules))
      field("instFamily", family(rules))
      field("uly", family(rules))
      field("baseCcy", isSwap ? "" : base)
      field("quoteCcy", isSwap ? "" : quote)
      field("settleCcy", isSwap ? quote : "")
      field("ctVal", isSwap ? rules.contractSize.description : "")
      field("ctMult", isSwap ? "1" : "")
      field("ctValCcy", isSwap ? base : "")
      field("ctType", isSwap ? "linear" : "")
      field("category", "1")
      field("optType", "")
      field("stk", "")
      field("tickSz", rules.tick)
      field("lotSz", size(rules.step, rules))
      field("minSz", size(rules.minimumQuantity, rules))
      field("lever", isSwap ? rules.maximumLeverage.description : "")
      field("maxLmtSz", size(most, rules))
      field("maxMktSz", size(most, rules))
      field("maxLmtAmt", "20000000")
      field("maxMktAmt", "1000000")
      field("maxTriggerSz", size(most, rules))
      field("maxStopSz", size(most, rules))
      field("maxTwapSz", size(most, rules))
      field("maxIcebergSz", size(most, rules))
      field("state", "live")
      field("listTime", "1548133413000")
      field("expTime", "")
      field("ruleType", "normal")
      field("alias", "")
      field("futureSettlement", false)
      field("posLmtAmt", "")
      field("auctionEndTime", "")
      field("contTdSwTime", "")
      field("openType", "")
      field("tradeQuoteCcyList", isSwap ? [String]() : [quote])
    }
  }

  static func ticker(_ feed: MarketFeed, _ state: VenueServerState) -> JSONNode {
    let day = feed.day(at: state.markets.now)
    let rules = feed.instrument
    return .fields {
      field("instType", type(rules))
      field("instId", rules.venueSymbol)
      field("last", feed.last)
      field("lastSz", size(feed.tape.last?.quantity ?? .zero, rules))
      field("askPx", feed.asks.first?.price)
      field("askSz", feed.asks.first.map { size($0.quantity, rules) })
      field("bidPx", feed.bids.first?.price)
      field("bidSz", feed.bids.first.map { size($0.quantity, rules) })
      field("open24h", day.open)
      field("high24h", day.high)
      field("low24h", day.low)
      field("volCcy24h", rules.market == .perp ? day.volume.description : day.turnover.description)
      field("vol24h", size(day.volume, rules))
      field("sodUtc0", day.open)
      field("sodUtc8", day.open)
      field("ts", String(state.now.milliseconds))
    }
  }

  static func trade(_ trade: TapeTrade, _ rules: Instrument) -> JSONNode {
    .fields {
      field("instId", rules.venueSymbol)
      field("tradeId", String(trade.id))
      field("px", trade.price)
      field("sz", size(trade.quantity, rules))
      field("side", trade.taker.rawValue)
      field("ts", String(trade.time.milliseconds))
      field("count", "1")
      field("source", "0")
      field("seqId", trade.id)
    }
  }

  static func mark(_ feed: MarketFeed, _ state: VenueServerState) -> JSONNode {
    .fields {
      field("instType", type(feed.instrument))
      field("instId", feed.instrument.venueSymbol)
      field("markPx", feed.mark)
      field("ts", String(state.now.milliseconds))
    }
  }

  static func funding(_ feed: MarketFeed, _ state: VenueServerState) -> JSONNode {
    let span = Int64(max(1, feed.instrument.fundingIntervalHours)) * 3_600_000
    let next = feed.nextFunding.milliseconds
    return .fields {
      field("instType", "SWAP")
      field("instId", feed.instrument.venueSymbol)
      field("fundingRate", feed.fundingRate)
      field("nextFundingRate", "")
      field("fundingTime", String(next))
      field("nextFundingTime", String(next + span))
      field("prevFundingTime", String(next - span))
      field("minFundingRate", "-0.005")
      field("maxFundingRate", "0.005")
      field("settFundingRate", feed.fundings.last?.rate ?? feed.fundingRate)
      field("settState", "settled")
      field("premium", "0")
      field("interestRate", "0.0001")
      field("method", "current_period")
      field("formulaType", "withRate")
      field("impactValue", "")
      field("ts", String(state.now.milliseconds))
    }
  }

  static func state(_ order: OrderRecord) -> String {
    switch order.status {
    case .untriggered, .open: "live"
    case .partial: "partially_filled"
    case .filled: "filled"
    case .canceled, .expired, .rejected: "canceled"
    }
  }

  private static func cancelSource(_ order: OrderRecord) -> String {
    switch order.reason {
    case "user": "1"
    case "post_only": "31"
    case "expired": "14"
    case "deadline": "20"
    default: ""
    }
  }

  private static func negative(_ amount: Quantity) -> String {
    amount.isZero ? "0" : (-amount).description
  }

  private static func category(_ order: OrderRecord) -> String {
    switch order.spelledType {
    case OrderRecord.liquidation: "full_liquidation"
    case OrderRecord.deleveraging: "adl"
    default: "normal"
    }
  }

  static func order(
    _ order: OrderRecord, _ state: VenueServerState, _ account: Int, fill: FillRecord? = nil
  ) -> JSONNode {
    let rules = state.markets.feeds[order.feed].instrument
    let wallet = state.wallet(account, .okxTrading)
    let last = fill ?? wallet.fills(of: order.id).last
    let average = order.average.map { $0.value.formatted(decimals: 8, rounding: .halfEven) }
    let sent = order.quoteQuantity.map { Quantity($0.value) } ?? size(order.quantity, rules)
    let isForced = order.isForced
    return .fields {
      field("instType", type(rules))
      field("instId", rules.venueSymbol)
      field("ordId", String(order.id))
      field("clOrdId", order.clientID)
      field("tag", order.label("tag"))
      field("px", order.price?.description ?? "")
      field("pxUsd", "")
      field("pxVol", "")
      field("pxType", "")
      field("sz", sent)
      field("pnl", order.realised)
      field("ordType", isForced ? "market" : order.spelledType)
      field("side", order.side.rawValue)
      field("posSide", rules.market == .perp ? "net" : "")
      field("tdMode", order.label("tdMode"))
      field("accFillSz", size(order.filled, rules))
      field("fillPx", last?.price.description ?? "")
      field("tradeId", last.map { String($0.id) } ?? "")
      field("fillSz", last.map { size($0.quantity, rules).description } ?? "0")
      field("fillTime", last.map { String($0.time.milliseconds) } ?? "")
      field("avgPx", average ?? "")
      field("state", Self.state(order))
      field(
        "lever",
        rules.market == .perp
          ? String(wallet.leverage(order.feed, rules)) : "")
      field("attachAlgoClOrdId", "")
      field("tpTriggerPx", "")
      field("tpTriggerPxType", "")
      field("tpOrdPx", "")
      field("slTriggerPx", "")
      field("slTriggerPxType", "")
      field("slOrdPx", "")
      field("attachAlgoOrds", [JSONNode]())
      field("stpId", "")
      field("stpMode", "cancel_maker")
      field("feeCcy", order.fees.first.map { state.symbol($0.asset) } ?? "")
      field("fee", order.fees.first.map { negative($0.amount) } ?? "0")
      field("rebateCcy", state.symbol(rules.quote))
      field("rebate", "0")
      field("source", order.isConditional ? "7" : "")
      field("category", category(order))
      field("reduceOnly", order.reduceOnly ? "true" : "false")
      field("cancelSource", cancelSource(order))
      field("cancelSourceReason", "")
      field("quickMgnType", "")
      field("tgtCcy", order.label("tgtCcy"))
      field("ccy", "")
      field("algoClOrdId", order.isConditional ? order.label("algoClOrdId") : "")
      field("algoId", order.isConditional ? String(order.id) : "")
      field("isTpLimit", "false")
      field(
        "linkedAlgoOrd",
        JSONNode.fields {
          field("algoId", "")
        })
      field("uTime", String(order.updated.milliseconds))
      field("cTime", String(order.created.milliseconds))
    }
  }

  static func fill(_ fill: FillRecord, _ order: OrderRecord?, _ state: VenueServerState) -> JSONNode
  {
    let rules = state.markets.feeds[fill.feed].instrument
    return .fields {
      field("instType", type(rules))
      field("instId", rules.venueSymbol)
      field("tradeId", String(fill.id))
      field("ordId", String(fill.order))
      field("clOrdId", order?.clientID ?? "")
      field("billId", String(fill.id))
      field("tag", "")
      field("fillPx", fill.price)
      field("fillSz", size(fill.quantity, rules))
      field("fillIdxPx", "")
      field("fillPnl", fill.realised)
      field("side", fill.side.rawValue)
      field("posSide", rules.market == .perp ? "net" : "")
      field("execType", fill.isMaker ? "M" : "T")
      field("feeCcy", state.symbol(fill.feeAsset))
      field("fee", negative(fill.fee))
      field("subType", "1")
      field("ts", String(fill.time.milliseconds))
      field("fillTime", String(fill.time.milliseconds))
    }
  }

  private static func algoState(_ order: OrderRecord) -> String {
    switch order.status {
    case .untriggered: "live"
    case .open, .partial, .filled: "effective"
    case .canceled, .expired: order.triggered == nil ? "canceled" : "effective"
    case .rejected: "order_failed"
    }
  }

  static func algo(_ order: OrderRecord, _ state: VenueServerState, _ account: Int) -> JSONNode {
    let rules = state.markets.feeds[order.feed].instrument
    let isClosing = order.closePosition
    let placed = order.triggered == nil ? "" : String(order.id)
    let average = order.average.map { $0.value.formatted(decimals: 8, rounding: .halfEven) }
    return .fields {
      field("instType", type(rules))
      field("instId", rules.venueSymbol)
      field("algoId", String(order.id))
      field("algoClOrdId", order.label("algoClOrdId"))
      field("clOrdId", order.clientID)
      field("ordId", placed)
      field("ordIdList", placed.isEmpty ? [String]() : [placed])
      field("ordType", order.spelledType)
      field("state", algoState(order))
      field("side", order.side.rawValue)
      field("posSide", rules.market == .perp ? "net" : "")
      field("sz", isClosing ? "" : size(order.quantity, rules).description)
      field("closeFraction", isClosing ? "1" : "")
      field("tdMode", order.label("tdMode"))
      field("tgtCcy", "")
      field("ccy", "")
      field(
        "lever",
        String(
          state.wallet(account, .okxTrading)
            .leverage(order.feed, rules)))
      field("triggerPx", order.label("triggerPx"))
      field("triggerPxType", order.label("triggerPxType"))
      field("ordPx", order.label("orderPx"))
      field("tpTriggerPx", order.label("tpTriggerPx"))
      field("tpTriggerPxType", order.label("tpTriggerPxType"))
      field("tpOrdPx", order.label("tpOrdPx"))
      field("slTriggerPx", order.label("slTriggerPx"))
      field("slTriggerPxType", order.label("slTriggerPxType"))
      field("slOrdPx", order.label("slOrdPx"))
      field("actualSz", order.triggered == nil ? "" : size(order.filled, rules).description)
      field("actualPx", average ?? "")
      field("actualSide", order.label("actualSide"))
      field("triggerTime", order.triggered.map { String($0.milliseconds) } ?? "")
      field("last", state.markets.feeds[order.feed].last)
      field("tag", order.label("tag"))
      field("reduceOnly", order.reduceOnly ? "true" : "false")
      field("failCode", "0")
      field("attachAlgoOrds", [JSONNode]())
      field(
        "linkedOrd",
        JSONNode.fields {
          field("ordId", "")
        })
      field("cTime", String(order.created.milliseconds))
      field("uTime", String(order.updated.milliseconds))
    }
  }
}
