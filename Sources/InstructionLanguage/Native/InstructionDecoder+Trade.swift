import FixedPoint
import TradingModel

extension InstructionDecoder {
  /// A trade.
  static func trade(_ reader: FieldReader) throws(InstructionError) -> TradeAction {
    var trade = TradeAction(
      venue: try reader.text("venue"), market: try reader.requiredChoice("market"),
      pair: try reader.text("pair"), side: try reader.requiredChoice("side"),
      type: try reader.requiredChoice("type"), quantity: try reader.requiredAmount("quantity"),
      price: try reader.price("price"))
    trade.timeInForce = try reader.choice("timeInForce")
    trade.expiresAt = try reader.timestamp("expiresAt")
    trade.postOnly = try reader.flag("postOnly") ?? false
    trade.reduceOnly = try reader.flag("reduceOnly") ?? false
    let usual: TriggerReference = trade.market == .perp ? .mark : .last
    trade.trigger = try reader.object("trigger", InstructionVocabulary.trigger).map {
      value throws(InstructionError) in
      try trigger(value, price: "price", usual: usual)
    }
    trade.protection = try protection(reader, usual: usual)
    trade.marginMode = try reader.choice("marginMode") ?? .cross
    trade.requirements = try requirements(reader)
    if let limits = try reader.object("limits", InstructionVocabulary.limits) {
      guard let slippage = try limits.rate("maxSlippageBps", unitsPerOne: 10_000) else {
        throw limits.missing("maxSlippageBps")
      }
      if trade.requirements.maximumSlippage != nil {
        throw limits.conflict(
          "maxSlippageBps", "The slippage is limited twice.", hint: "Remove it from require.")
      }
      trade.requirements.maximumSlippage = slippage
    }
    try checkPair(trade, reader)
    try checkConsistency(trade, reader)
    return trade
  }

  private static func trigger(
    _ reader: FieldReader, price: String, usual: TriggerReference
  ) throws(InstructionError) -> Trigger {
    guard let level = try reader.positive(price) else { throw reader.missing(price) }
    return Trigger(price: Price(level), reference: try reader.choice("by") ?? usual)
  }

  private static func protection(
    _ reader: FieldReader, usual: TriggerReference
  ) throws(InstructionError) -> TradingStop? {
    guard let protect = try reader.object("protect", InstructionVocabulary.protect) else {
      return nil
    }
    var stop = TradingStop()
    if let loss = try protect.object("stopLoss", InstructionVocabulary.protection) {
      stop.stopLoss = try trigger(loss, price: "trigger", usual: usual)
    }
    if let profit = try protect.object("takeProfit", InstructionVocabulary.protection) {
      stop.takeProfit = try trigger(profit, price: "trigger", usual: usual)
    }
    guard stop != TradingStop() else { throw protect.missing("stopLoss") }
    return stop
  }

  /// Unified symbols: `ETH/USDT` for spot, `ETH/USDT:USDT` for a perpetual.
  private static func checkPair(
    _ trade: TradeAction, _ reader: FieldReader
  ) throws(InstructionError) {
    let halves = trade.pair.split(separator: "/", omittingEmptySubsequences: false)
    let tail =
      halves.count == 2 ? halves[1].split(separator: ":", omittingEmptySubsequences: false) : []
    let wanted = trade.market == .perp ? 2 : 1
    guard halves.count == 2, !halves[0].isEmpty, tail.count == wanted,
      tail.allSatisfy({ !$0.isEmpty })
    else {
      throw reader.invalid(
        "pair", "This is not the unified symbol of a \(trade.market.rawValue) instrument.",
        hint: trade.market == .perp ? "Write ETH/USDT:USDT." : "Write ETH/USDT.")
    }
  }

  /// Fields that must, or must not, come together.
  static func checkConsistency(
    _ trade: TradeAction, _ reader: FieldReader
  ) throws(InstructionError) {
    let type = trade.type.rawValue
    if trade.type.needsPrice, trade.price == nil {
      throw reader.missing("price", "A \(type) order needs a price.")
    }
    if !trade.type.needsPrice, trade.price != nil {
      throw reader.conflict(
        "price", "A \(type) order has no price.", hint: "Remove price, or take the limit type.")
    }
    if trade.type.isTriggered, trade.trigger == nil {
      throw reader.missing("trigger", "A \(type) order needs a trigger.")
    }
    if !trade.type.isTriggered, trade.trigger != nil {
      throw reader.conflict(
        "trigger", "A \(type) order has no trigger.", hint: "Remove trigger, or take a stop type.")
    }
    if trade.timeInForce == .gtd, trade.expiresAt == nil {
      throw reader.missing("expiresAt", "GTD needs the time the order expires.")
    }
    if trade.timeInForce != .gtd, trade.expiresAt != nil {
      throw reader.conflict(
        "expiresAt", "Only a GTD order expires.", hint: "Write \"timeInForce\":\"GTD\".")
    }
    if trade.postOnly, !trade.type.needsPrice {
      throw reader.conflict("postOnly", "A \(type) order cannot rest.", hint: "Remove postOnly.")
    }
    if trade.postOnly, trade.timeInForce == .ioc || trade.timeInForce == .fok {
      throw reader.conflict(
        "postOnly", "A post-only order rests, so it is neither IOC nor FOK.",
        hint: "Remove postOnly or timeInForce.")
    }
    if trade.reduceOnly, trade.market == .spot {
      throw reader.conflict(
        "reduceOnly", "Spot has no position to reduce.", hint: "Remove reduceOnly.")
    }
  }
}
