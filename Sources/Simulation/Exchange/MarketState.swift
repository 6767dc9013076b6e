import FixedPoint
import TradingModel

/// What the exchange has seen of one instrument: never more than has been observed.
struct MarketState: Hashable, Sendable {
  /// The current quote; its sizes shrink as our takers consume them.
  var quote: Quote?
  /// What is left at the bid and ask; nil where the quote states no size.
  var bidLeft: Quantity?
  var askLeft: Quantity?
  /// Depth beyond the touch, best first and the touch included; empty where only quotes are known.
  var bids: [BookLevel] = []
  var asks: [BookLevel] = []
  /// Close of the last closed bar or first price of the running one, whichever is later.
  var last: Price?
  /// The venue's mark price.
  var mark: Price?
  /// The index price.
  var index: Price?

  /// The price a taker of that side meets, or nil before any price is known.
  func touch(_ side: Side) -> Price? {
    if let quote { return side == .buy ? quote.ask : quote.bid }
    return last
  }

  /// What positions are valued at: the mark, else the last price, else the quote's middle.
  var valuation: Price? { mark ?? last ?? middle }

  /// Halfway between bid and ask.
  var middle: Price? {
    guard let quote, let sum = quote.bid.adding(quote.ask) else { return nil }
    return sum.timesIfFits(Rate(Decimal18(mantissa: 500_000_000_000_000_000)), rounding: .halfEven)
  }

  /// The price a trigger watches; a reference without data falls back to the last price, or for
  /// quotes to what a taker of that side meets.
  func price(of reference: TriggerReference, side: Side) -> Price? {
    switch reference {
    case .mark: mark ?? touch(side)
    case .index: index ?? mark ?? touch(side)
    case .last: touch(side)
    }
  }

  mutating func take(_ quote: Quote) {
    guard quote.bid.isPositive, quote.ask.isPositive else { return }
    self.quote = quote
    bids = []
    asks = []
    bidLeft = quote.bidSize.isPositive ? quote.bidSize : nil
    askLeft = quote.askSize.isPositive ? quote.askSize : nil
  }

  /// Takes depth, best first on both sides; the touch is its quote.
  mutating func take(bids: [BookLevel], asks: [BookLevel]) {
    guard let bid = bids.first, let ask = asks.first else { return }
    take(
      Quote(bid: bid.price, ask: ask.price, bidSize: bid.quantity, askSize: ask.quantity))
    self.bids = bids
    self.asks = asks
  }

  /// What depth shows at a price on the side an order rests.
  func shown(at price: Price?, _ side: Side) -> Quantity {
    (side == .buy ? bids : asks).first { $0.price == price }?.quantity ?? .zero
  }

  mutating func consume(_ side: Side, _ quantity: Quantity) {
    if side == .buy, !asks.isEmpty {
      Self.consume(&asks, quantity)
      if !asks.isEmpty { take(bids: bids, asks: asks) }
    } else if side == .sell, !bids.isEmpty {
      Self.consume(&bids, quantity)
      if !bids.isEmpty { take(bids: bids, asks: asks) }
    } else if side == .buy {
      askLeft = askLeft.map { max(.zero, $0.saturatingSubtracting(quantity)) }
    } else {
      bidLeft = bidLeft.map { max(.zero, $0.saturatingSubtracting(quantity)) }
    }
  }

  private static func consume(_ levels: inout [BookLevel], _ quantity: Quantity) {
    var left = quantity
    while let first = levels.first, left.isPositive {
      if first.quantity > left {
        levels[0].quantity = first.quantity.saturatingSubtracting(left)
        return
      }
      left = left.saturatingSubtracting(first.quantity)
      if levels.count == 1 { return }
      levels.removeFirst()
    }
  }
}
