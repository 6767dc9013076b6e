import FixedPoint
import TradingModel

/// What the exchange has seen of one instrument: never more than has been observed.
struct MarketState: Hashable, Sendable {
  /// The current quote; its sizes shrink as our takers consume them.
  var quote: Quote?
  /// What is left at the bid and ask; nil where the quote states no size.
  var bidLeft: Quantity?
  var askLeft: Quantity?
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
    bidLeft = quote.bidSize.isPositive ? quote.bidSize : nil
    askLeft = quote.askSize.isPositive ? quote.askSize : nil
  }

  mutating func consume(_ side: Side, _ quantity: Quantity) {
    if side == .buy {
      askLeft = askLeft.map { max(.zero, $0.saturatingSubtracting(quantity)) }
    } else {
      bidLeft = bidLeft.map { max(.zero, $0.saturatingSubtracting(quantity)) }
    }
  }
}
