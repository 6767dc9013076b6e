import FixedPoint

/// A tradable instrument and the rules the venue enforces on its orders. Rules are inputs: a
/// refreshed instrument arrives as ``MarketUpdate/instrument(_:)``.
public struct Instrument: Hashable, Codable, Sendable {
  /// Its dense id.
  public let id: InstrumentID
  /// The venue it trades on.
  public let venue: VenueID
  /// Unified symbol: `ETH/USDT` for spot, `ETH/USDT:USDT` for a linear perpetual.
  public let symbol: String
  /// The venue's own symbol: `ETHUSDT`, `ETH-USDT-SWAP`.
  public let venueSymbol: String
  /// Spot or perpetual.
  public let market: Market
  /// The asset bought and sold.
  public let base: AssetID
  /// The asset the price is in.
  public let quote: AssetID
  /// The asset margin and PnL are settled in; the quote asset for spot.
  public let settle: AssetID
  /// Price increment, quote per base.
  public var tick: Price
  /// Quantity increment in base units (contract size already multiplied in).
  public var step: Quantity
  /// Smallest order in base units.
  public var minimumQuantity: Quantity
  /// Largest order in base units; nil where the venue states none.
  public var maximumQuantity: Quantity?
  /// Smallest order value in quote units; zero where the venue states none.
  public var minimumNotional: Money
  /// Base units per contract; one where orders are in base units.
  public var contractSize: Quantity
  /// Fee for adding liquidity, a fraction of notional; negative for a rebate.
  public var makerFee: Rate
  /// Fee for taking liquidity, a fraction of notional.
  public var takerFee: Rate
  /// Whether a buy's fee is taken from the base bought (spot on all three exchanges).
  public var chargesBuyFeeInBase: Bool
  /// Margin table, ascending by floor; empty for spot.
  public var marginTiers: [MarginTier]
  /// Hours between funding events; 0 for spot.
  public var fundingIntervalHours: Int
  /// Largest leverage the venue offers; one for spot.
  public var maximumLeverage: Rate

  /// Describes an instrument.
  public init(
    id: InstrumentID, venue: VenueID, symbol: String, venueSymbol: String, market: Market,
    base: AssetID, quote: AssetID, settle: AssetID, tick: Price, step: Quantity,
    minimumQuantity: Quantity, maximumQuantity: Quantity?, minimumNotional: Money,
    contractSize: Quantity, makerFee: Rate, takerFee: Rate, chargesBuyFeeInBase: Bool,
    marginTiers: [MarginTier], fundingIntervalHours: Int, maximumLeverage: Rate
  ) {
    self.id = id
    self.venue = venue
    self.symbol = symbol
    self.venueSymbol = venueSymbol
    self.market = market
    self.base = base
    self.quote = quote
    self.settle = settle
    self.tick = tick
    self.step = step
    self.minimumQuantity = minimumQuantity
    self.maximumQuantity = maximumQuantity
    self.minimumNotional = minimumNotional
    self.contractSize = contractSize
    self.makerFee = makerFee
    self.takerFee = takerFee
    self.chargesBuyFeeInBase = chargesBuyFeeInBase
    self.marginTiers = marginTiers
    self.fundingIntervalHours = fundingIntervalHours
    self.maximumLeverage = maximumLeverage
  }
}
