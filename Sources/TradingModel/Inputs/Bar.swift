import FixedPoint

/// Open, high, low, close and volume of a closed interval. It becomes visible when it closes.
public struct Bar: Hashable, Codable, Sendable {
  /// When the interval began.
  public let openTime: Timestamp
  /// First price.
  public let open: Price
  /// Highest price.
  public let high: Price
  /// Lowest price.
  public let low: Price
  /// Last price.
  public let close: Price
  /// Traded base units.
  public let volume: Quantity

  /// Describes a bar.
  public init(
    openTime: Timestamp, open: Price, high: Price, low: Price, close: Price, volume: Quantity
  ) {
    self.openTime = openTime
    self.open = open
    self.high = high
    self.low = low
    self.close = close
    self.volume = volume
  }
}

/// Best bid and ask with their sizes.
public struct Quote: Hashable, Codable, Sendable {
  /// Best price a buyer offers.
  public let bid: Price
  /// Best price a seller asks.
  public let ask: Price
  /// Base units at the bid.
  public let bidSize: Quantity
  /// Base units at the ask.
  public let askSize: Quantity

  /// Describes a quote.
  public init(bid: Price, ask: Price, bidSize: Quantity, askSize: Quantity) {
    self.bid = bid
    self.ask = ask
    self.bidSize = bidSize
    self.askSize = askSize
  }
}
