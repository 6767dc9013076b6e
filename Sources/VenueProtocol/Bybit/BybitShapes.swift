import FixedPoint
import JSON
import Simulation
import TradingModel

/// The venue's JSON objects.
enum BybitShapes {
  static func ticker(_ feed: MarketFeed, _ now: Timestamp) -> JSONNode {
    let day = feed.day(at: now)
    let change = Decimal18.multiplyDivide(
      feed.last.value - day.open.value, .one, day.open.value, rounding: .halfEven)
    let common: JSONNode = .fields {
      field("symbol", feed.instrument.venueSymbol)
      field("lastPrice", feed.last)
      field("prevPrice24h", day.open)
      field("price24hPcnt", (change ?? .zero).formatted(decimals: 6, rounding: .halfEven))
      field("highPrice24h", day.high)
      field("lowPrice24h", day.low)
      field("turnover24h", day.turnover)
      field("volume24h", day.volume)
      field("bid1Price", feed.bids.first?.price)
      field("bid1Size", feed.bids.first?.quantity)
      field("ask1Price", feed.asks.first?.price)
      field("ask1Size", feed.asks.first?.quantity)
    }
    if !feed.isPerpetual {
      return common.adding {
        field("usdIndexPrice", feed.indexPrice)
      }
    }
    return common.adding {
      field("indexPrice", feed.indexPrice)
      field("markPrice", feed.mark)
      field("prevPrice1h", day.open)
      field("openInterest", "10000")
      field("openInterestValue", "900000000")
      field("fundingRate", feed.fundingRate)
      field("nextFundingTime", String(feed.nextFunding.milliseconds))
      field("fundingIntervalHour", String(feed.instrument.fundingIntervalHours))
      field("fundingCap", "0.005")
      field("predictedDeliveryPrice", "")
      field("basisRate", "")
      field("deliveryFeeRate", "")
      field("deliveryTime", "0")
    }
  }

  /// Derivatives have UUIDs, spot plain numbers.
  static func id(_ number: Int, _ market: Market) -> String {
    if market == .spot { return String(number) }
    let digits = String(number, radix: 16)
    return "51a7c0de-0000-4000-8000-"
      + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }

  static func number(_ id: String) -> Int? {
    if id.hasPrefix("51a7c0de-"), id.utf8.count == 36 { return Int(id.suffix(12), radix: 16) }
    return Int(id)
  }

  static func status(_ order: OrderRecord, _ market: Market) -> String {
    switch order.status {
    case .untriggered: "Untriggered"
    case .open: "New"
    case .partial: "PartiallyFilled"
    case .filled: "Filled"
    case .rejected: "Rejected"
    case .canceled, .expired:
      order.isConditional && order.triggered == nil
        ? "Deactivated"
        : (market == .spot && order.filled.isPositive ? "PartiallyFilledCanceled" : "Cancelled")
    }
  }

  private static func cancelType(_ order: OrderRecord) -> String {
    switch order.reason {
    case "user": "CancelByUser"
    case "deadline": "CancelByDCP"
    case "position_closed": "CancelByTpSlTsClear"
    case "expired", "canceled": "UNKNOWN"
    default: "UNKNOWN"
    }
  }

  private static func rejection(_ order: OrderRecord) -> String {
    switch order.reason {
    case "post_only": "EC_PostOnlyWillTakeLiquidity"
    case "user": "EC_PerCancelRequest"
    case "expired": "EC_NoImmediateQtyToFill"
    default: "EC_NoError"
    }
  }

  static func order(_ order: OrderRecord, _ state: VenueServerState) -> JSONNode {
    let rules = state.markets.feeds[order.feed].instrument
    let fee = order.fees.first
    let leftValue = (order.price ?? .zero).timesIfFits(order.left, rounding: .halfEven)
    let isClosing = order.closePosition && order.filled.isZero
    return .fields {
      field("orderId", id(order.id, rules.market))
      field("orderLinkId", order.clientID)
      field("blockTradeId", "")
      field("symbol", rules.venueSymbol)
      field("price", order.price ?? .zero)
      field(
        "qty",
        isClosing ? .zero : (order.quoteQuantity.map { Quantity($0.value) } ?? order.quantity))
      field("side", order.side == .buy ? "Buy" : "Sell")
      field("isLeverage", rules.market == .spot ? "0" : "")
      field("positionIdx", 0)
      field("orderStatus", status(order, rules.market))
      field("createType", origin(order))
      field("cancelType", cancelType(order))
      field("rejectReason", rejection(order))
      field("avgPrice", average(order))
      field("leavesQty", isClosing ? .zero : order.left)
      field("leavesValue", leftValue ?? .zero)
      field("cumExecQty", order.filled)
      field("cumExecValue", order.filledQuote)
      field("cumExecFee", fee?.amount ?? .zero)
      field(
        "cumFeeDetail",
        JSONNode.object(
          order.fees.map { JSONMember(name: state.symbol($0.asset), value: $0.amount.wire) }))
      field("timeInForce", order.spelledTimeInForce)
      field("orderType", order.price == nil ? "Market" : "Limit")
      field("stopOrderType", order.label("stopOrderType"))
      field("orderIv", "")
      field("marketUnit", order.label("marketUnit"))
      field("triggerPrice", order.trigger.map { $0.price.description } ?? "")
      field("takeProfit", order.label("takeProfit"))
      field("stopLoss", order.label("stopLoss"))
      field("tpslMode", order.label("tpslMode"))
      field("ocoTriggerBy", "")
      field("tpLimitPrice", "")
      field("slLimitPrice", "")
      field("tpTriggerBy", "")
      field("slTriggerBy", "")
      field("triggerDirection", Int(order.label("triggerDirection")) ?? 0)
      field("triggerBy", triggerBy(order))
      field("lastPriceOnCreated", order.label("lastPriceOnCreated"))
      field("basePrice", "")
      field("reduceOnly", order.reduceOnly)
      field("closeOnTrigger", order.closePosition)
      field("placeType", "")
      field("smpType", "None")
      field("smpGroup", 0)
      field("smpOrderId", "")
      field("createdTime", String(order.created.milliseconds))
      field("updatedTime", String(order.updated.milliseconds))
    }
  }

  static func average(_ order: OrderRecord) -> String {
    order.average.map { $0.value.formatted(decimals: 8, rounding: .halfEven) } ?? ""
  }

  private static func triggerBy(_ order: OrderRecord) -> String {
    switch order.trigger?.reference {
    case .mark: "MarkPrice"
    case .index: "IndexPrice"
    case .last: "LastPrice"
    case nil: ""
    }
  }

  static func execution(
    _ fill: FillRecord, _ order: OrderRecord?, _ state: VenueServerState
  ) -> JSONNode {
    let rules = state.markets.feeds[fill.feed].instrument
    let rate = fill.isLiquidation ? .zero : fill.isMaker ? rules.makerFee : rules.takerFee
    return .fields {
      field("symbol", rules.venueSymbol)
      field("orderId", id(fill.order, rules.market))
      field("orderLinkId", order?.clientID ?? "")
      field("side", fill.side == .buy ? "Buy" : "Sell")
      field("orderPrice", order?.price ?? .zero)
      field("orderQty", order?.quantity ?? .zero)
      field("leavesQty", order?.left ?? .zero)
      field("createType", origin(order))
      field("orderType", order?.price == nil ? "Market" : "Limit")
      field("stopOrderType", order?.label("stopOrderType") ?? "")
      field("execFee", fill.fee)
      field("execId", id(fill.id, .perp))
      field("execPrice", fill.price)
      field("execQty", fill.quantity)
      field("execType", kind(fill, order))
      field("execValue", fill.notional)
      field("execTime", String(fill.time.milliseconds))
      field("feeCurrency", state.symbol(fill.feeAsset))
      field("isMaker", fill.isMaker)
      field("feeRate", rate)
      field("tradeIv", "")
      field("markIv", "")
      field("markPrice", fill.price)
      field("indexPrice", "")
      field("underlyingPrice", "")
      field("blockTradeId", "")
      field("closedSize", "")
      field("seq", fill.id)
      field("execPnl", fill.realised)
    }
  }

  private static func kind(_ fill: FillRecord, _ order: OrderRecord?) -> String {
    guard fill.isLiquidation else { return "Trade" }
    return order?.spelledType == OrderRecord.deleveraging ? "AdlTrade" : "BustTrade"
  }

  static func origin(_ order: OrderRecord?) -> String {
    switch order?.spelledType {
    case OrderRecord.liquidation: "CreateByLiq"
    case OrderRecord.deleveraging: "CreateByAdl_PassThrough"
    default: "CreateByUser"
    }
  }
}
