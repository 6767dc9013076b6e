import FixedPoint

/// A tradable instrument and the rules the venue enforces on its orders. Rules are inputs: a
/// refreshed instrument arrives as ``MarketUpdate/instrument(_:)``.
///
/// Immutable and shared: orders pass it along by reference.
public final class Instrument: Hashable, Codable, Sendable {
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
  public let tick: Price
  /// Quantity increment in base units (contract size already multiplied in).
  public let step: Quantity
  /// Smallest order in base units.
  public let minimumQuantity: Quantity
  /// Largest order in base units; nil where the venue states none.
  public let maximumQuantity: Quantity?
  /// Smallest order value in quote units; zero where the venue states none.
  public let minimumNotional: Money
  /// Base units per contract; one where orders are in base units.
  public let contractSize: Quantity
  /// Fee for adding liquidity, a fraction of notional; negative for a rebate.
  public let makerFee: Rate
  /// Fee for taking liquidity, a fraction of notional.
  public let takerFee: Rate
  /// Whether a buy's fee is taken from the base bought (spot on all three exchanges).
  public let chargesBuyFeeInBase: Bool
  /// Margin table, ascending by floor; empty for spot.
  public let marginTiers: [MarginTier]
  /// Hours between funding events; 0 for spot.
  public let fundingIntervalHours: Int
  /// Largest leverage the venue offers; one for spot.
  public let maximumLeverage: Rate

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

  public static func == (left: Instrument, right: Instrument) -> Bool {
    left === right
      || left.id == right.id
        && left.venue == right.venue
        && left.symbol == right.symbol
        && left.venueSymbol == right.venueSymbol
        && left.market == right.market
        && left.base == right.base
        && left.quote == right.quote
        && left.settle == right.settle
        && left.tick == right.tick
        && left.step == right.step
        && left.minimumQuantity == right.minimumQuantity
        && left.maximumQuantity == right.maximumQuantity
        && left.minimumNotional == right.minimumNotional
        && left.contractSize == right.contractSize
        && left.makerFee == right.makerFee
        && left.takerFee == right.takerFee
        && left.chargesBuyFeeInBase == right.chargesBuyFeeInBase
        && left.marginTiers == right.marginTiers
        && left.fundingIntervalHours == right.fundingIntervalHours
        && left.maximumLeverage == right.maximumLeverage
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(symbol)
    hasher.combine(venueSymbol)
  }
}
