import FixedPoint
import TradingModel

/// A tradable instrument and its order rules.
public struct InstrumentDefinition: Hashable, Sendable {
  /// Unified symbol: `ETH/USDT`, `ETH/USDT:USDT`.
  public var symbol: String
  /// Spot or perpetual.
  public var market: Market
  /// The venue's own symbol.
  public var venueSymbol: String
  /// The asset bought and sold.
  public var base: String
  /// The asset the price is in.
  public var quote: String
  /// The asset margin and PnL are settled in.
  public var settle: String
  /// Price increment, quote per base.
  public var tick: Price
  /// Quantity increment in base units, contract size multiplied in.
  public var step: Quantity
  /// Smallest order in base units.
  public var minimumQuantity: Quantity
  /// Largest order in base units; nil where the venue states none.
  public var maximumQuantity: Quantity?
  /// Smallest order value in quote units; zero where the venue states none.
  public var minimumNotional: Money
  /// Base units per contract; one where orders are in base units.
  public var contractSize: Quantity
  /// Largest leverage offered; one for spot.
  public var maximumLeverage: Rate

  /// Describes it.
  public init(
    symbol: String,
    market: Market,
    venueSymbol: String,
    base: String,
    quote: String,
    settle: String,
    tick: Price,
    step: Quantity,
    minimumQuantity: Quantity,
    maximumQuantity: Quantity? = nil,
    minimumNotional: Money,
    contractSize: Quantity,
    maximumLeverage: Rate
  ) {
    self.symbol = symbol
    self.market = market
    self.venueSymbol = venueSymbol
    self.base = base
    self.quote = quote
    self.settle = settle
    self.tick = tick
    self.step = step
    self.minimumQuantity = minimumQuantity
    self.maximumQuantity = maximumQuantity
    self.minimumNotional = minimumNotional
    self.contractSize = contractSize
    self.maximumLeverage = maximumLeverage
  }
}
