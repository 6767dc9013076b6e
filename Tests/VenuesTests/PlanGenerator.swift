import Foundation
import Venues

/// Writes random plans that a desk can carry out: trades, hedges, transfers, staking, lending and
/// swaps, each leg taking what an earlier one gave.
struct PlanGenerator {
  private var state: UInt64
  private var legs: [String] = []
  private let hasBitcoin: Bool

  init(seed: UInt64, hasBitcoin: Bool) {
    state = seed
    self.hasBitcoin = hasBitcoin
  }

  private mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  private mutating func pick(_ words: [String]) -> String { words[below(words.count)] }

  /// One of ten shapes, with venues, assets and sizes drawn.
  mutating func plan(shape: Int, id: String) -> String {
    legs = []
    switch shape {
    case 0: hedgedSpot(asset: "ETH", venue: pick(["binance", "bybit", "okx"]))
    case 1: hedgedSpot(asset: hasBitcoin ? "BTC" : "ETH", venue: "binance")
    case 2: lendingLoop()
    case 3: stakeAndSupply(protocolName: "lido", token: "wstETH")
    case 4: stakeAndSupply(protocolName: "etherfi", token: "weETH")
    case 5: swapThere()
    case 6: roundTrip(venue: pick(["binance", "bybit", "okx"]))
    case 7: funding()
    case 8: basisBetweenVenues()
    default: parallelHedges()
    }
    let mode = shape == 9 ? "parallel" : "sequence"
    return """
      {"schema":"venues.instruction/1","id":"\(id)","action":"plan","name":"generated",
      "mode":"\(mode)","deadline":"12h","legs":[\(legs.joined(separator: ","))]}
      """
  }

  private mutating func leg(_ key: String, _ body: String) {
    legs.append(#"{"key":"\#(key)","do":{\#(body)},"undo":"hold"}"#)
  }

  private func trade(
    _ venue: String, _ market: String, _ asset: String, _ side: String, _ quantity: String,
    _ rest: String = ""
  ) -> String {
    let pair = market == "spot" ? "\(asset)/USDT" : "\(asset)/USDT:USDT"
    return #""action":"trade","venue":"\#(venue)","market":"\#(market)","pair":"\#(pair)","side":"#
      + #""\#(side)","type":"market","quantity":"\#(quantity)"\#(rest)"#
  }

  private func chain(_ operation: String, _ place: String, _ token: String, _ amount: String)
    -> String
  {
    #""action":"onchain","chain":"ethereum","op":"\#(operation)","protocol":"\#(place)","#
      + #""token":"\#(token)","amount":"\#(amount)""#
  }

  private func withdrawal(_ venue: String, _ asset: String, _ amount: String) -> String {
    #""action":"transfer","asset":"\#(asset)","amount":"\#(amount)","from":{"venue":"\#(venue)"},"#
      + #""to":{"chain":"ethereum","address":"book:desk-hot"},"network":"#
      + #""\#(asset == "ETH" ? "ETH" : "ERC20")""#
  }

  private func deposit(_ venue: String, _ asset: String, _ amount: String) -> String {
    #""action":"transfer","asset":"\#(asset)","amount":"\#(amount)","to":{"venue":"\#(venue)"},"#
      + #""from":{"chain":"ethereum","address":"book:desk-hot"},"network":"#
      + #""\#(asset == "ETH" ? "ETH" : "ERC20")""#
  }

  private mutating func size(_ asset: String) -> String {
    asset == "BTC" ? "0.\(1 + below(3))" : "\(1 + below(5)).\(below(10))"
  }

  private mutating func hedgedSpot(asset: String, venue: String) {
    leg("long", trade(venue, "spot", asset, "buy", size(asset)))
    let other = asset == "BTC" ? "binance" : pick(["binance", "bybit", "okx"])
    leg("short", trade(other, "perp", asset, "sell", "$long.net"))
    leg("cover", trade(other, "perp", asset, "buy", "$short.filled", #","reduceOnly":true"#))
    leg("sell", trade(venue, "spot", asset, "sell", "$long.net"))
  }

  private mutating func lendingLoop() {
    let amount = 20_000 + 1_000 * below(30)
    leg("supply", chain("supply", "aave_v3", "USDT", "\(amount)"))
    leg("borrow", chain("borrow", "aave_v3", "WETH", "1.\(below(10))"))
    leg("repay", chain("repay", "aave_v3", "WETH", "$borrow.received"))
    leg("withdraw", chain("withdraw", "aave_v3", "USDT", "\(amount / 2)"))
  }

  private mutating func stakeAndSupply(protocolName: String, token: String) {
    let venue = pick(["binance", "bybit", "okx"])
    leg("buy", trade(venue, "spot", "ETH", "buy", size("ETH")))
    leg("move", withdrawal(venue, "ETH", "$buy.net"))
    leg(
      "stake",
      chain("stake", protocolName, "ETH", "$move.credited") + #","receive":"\#(token)""#)
    if token == "weETH" {
      leg("supply", chain("supply", "aave_v3", token, "$stake.received"))
    }
  }

  private mutating func swapThere() {
    leg("out", withdrawal(pick(["binance", "bybit"]), "USDT", "\(10_000 + below(5_000))"))
    leg(
      "swap",
      #""action":"onchain","chain":"ethereum","steps":[{"op":"swap","protocol":"uniswap_v3","#
        + #""tokenIn":"USDT","tokenOut":"WETH","amountIn":"\#(5_000 + below(3_000))","#
        + #""minOut":"0.5","feeTier":3000}]"#)
    leg("lend", chain("supply", "aave_v3", "WETH", "$swap.received"))
  }

  private mutating func roundTrip(venue: String) {
    leg("buy", trade(venue, "spot", "ETH", "buy", size("ETH")))
    leg("out", withdrawal(venue, "ETH", "$buy.net"))
    leg("back", deposit(pick(["binance", "bybit", "okx"]), "ETH", "$out.credited"))
  }

  private mutating func funding() {
    let venue = pick(["binance", "bybit", "okx"])
    leg("in", deposit(venue, "USDT", "\(5_000 + below(20_000))"))
    leg("short", trade(venue, "perp", "ETH", "sell", size("ETH")))
    leg("out", withdrawal(venue, "USDT", "1000"))
  }

  private mutating func basisBetweenVenues() {
    let first = pick(["binance", "bybit"])
    leg("long", trade(first, "perp", "ETH", "buy", size("ETH")))
    leg("short", trade("okx", "perp", "ETH", "sell", "$long.filled"))
    leg("lend", chain("supply", "aave_v3", "USDT", "\(1_000 + below(9_000))"))
  }

  private mutating func parallelHedges() {
    for venue in ["binance", "bybit", "okx"] {
      leg("long-\(venue)", trade(venue, "spot", "ETH", "buy", size("ETH")))
    }
    legs.append(
      #"{"key":"short","after":["long-okx","long-bybit"],"do":{"#
        + trade("binance", "perp", "ETH", "sell", "$long-okx.net") + #"},"undo":"hold"}"#)
  }
}
