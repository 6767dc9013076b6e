import FixedPoint
import TradingModel
import VenueDefinitions

/// What a venue accepts for one instrument, in base and quote units.
public struct InstrumentRules: Hashable, Sendable {
  /// Unified symbol.
  public var symbol: String
  /// The venue's symbol.
  public var venueSymbol: String
  /// The venue's symbol as bytes.
  var venueSymbolBytes: [UInt8]
  /// Spot or perpetual.
  public var market: Market
  /// The asset bought and sold.
  public var base: String
  /// The asset prices are in.
  public var quote: String
  /// Price increment.
  public var tick: Price
  /// Quantity increment in base units.
  public var step: Quantity
  /// Smallest order in base units.
  public var minimumQuantity: Quantity
  /// Largest order in base units; nil where the venue states none.
  public var maximumQuantity: Quantity?
  /// Largest market order in base units; nil where the venue states none.
  public var maximumMarketQuantity: Quantity?
  /// Smallest order value in quote units; zero where the venue states none.
  public var minimumNotional: Money
  /// Base units per contract; one where orders are in base units.
  public var contractSize: Quantity
  /// Increment of an amount in quote units.
  public var quoteStep: Money
  /// Whether the venue takes orders.
  public var isTrading = true
  /// The least digits after the point that prices are sent with; zero for no trailing zeros.
  public var priceDecimals = 0
  /// The least digits after the point that sizes are sent with; zero for no trailing zeros.
  public var sizeDecimals = 0

  /// The rules a venue file states.
  public init(_ definition: InstrumentDefinition) {
    self.init(
      symbol: definition.symbol, venueSymbol: definition.venueSymbol, market: definition.market,
      base: definition.base, quote: definition.quote, tick: definition.tick, step: definition.step,
      minimumQuantity: definition.minimumQuantity)
    maximumQuantity = definition.maximumQuantity
    minimumNotional = definition.minimumNotional
    contractSize = definition.contractSize
  }

  init(
    symbol: String, venueSymbol: String, market: Market, base: String, quote: String, tick: Price,
    step: Quantity, minimumQuantity: Quantity
  ) {
    self.symbol = symbol
    self.venueSymbol = venueSymbol
    venueSymbolBytes = Array(venueSymbol.utf8)
    self.market = market
    self.base = base
    self.quote = quote
    self.tick = tick
    self.step = step
    self.minimumQuantity = minimumQuantity
    minimumNotional = .zero
    contractSize = Quantity(.one)
    quoteStep = Money(Decimal18(mantissa: 10_000_000_000))
  }
}
