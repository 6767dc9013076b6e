import FixedPoint
import Portfolio
import TradingModel

/// A small desk: two exchanges, a wallet, a lending and a staking venue.
enum Desk {
  static let binance = VenueID(0)
  static let bybit = VenueID(1)
  static let wallet = VenueID(2)
  static let aave = VenueID(3)
  static let etherfi = VenueID(4)
  static let usdt = AssetID(0)
  static let eth = AssetID(1)
  static let weth = AssetID(2)
  static let weeth = AssetID(3)
  static let btc = AssetID(4)
  static let usdc = AssetID(5)
  static let eigen = AssetID(6)
  static let ethSpot = InstrumentID(0)
  static let ethPerp = InstrumentID(1)
  static let btcSpot = InstrumentID(2)
  static let btcPerp = InstrumentID(3)
  static let bybitEthPerp = InstrumentID(4)

  static let catalog: Catalog = {
    var catalog = Catalog()
    let kinds: [(String, VenueKind)] = [
      ("binance", .exchange), ("bybit", .exchange), ("wallet", .wallet), ("aave_v3", .lending),
      ("etherfi", .staking),
    ]
    catalog.venues = kinds.enumerated().map {
      Venue(id: VenueID($0.offset), name: $0.element.0, kind: $0.element.1)
    }
    let assets: [(String, AssetBacking)] = [
      ("USDT", .none), ("ETH", .none), ("WETH", .pegged(eth)), ("weETH", .rate(eth)),
      ("BTC", .none), ("USDC", .none), ("EIGEN", .none),
    ]
    catalog.assets = assets.enumerated().map {
      Asset(
        id: AssetID($0.offset), symbol: $0.element.0, decimals: 18, backing: $0.element.1)
    }
    catalog.instruments = [
      instrument(0, binance, .spot, eth, "ETH"), instrument(1, binance, .perp, eth, "ETH"),
      instrument(2, bybit, .spot, btc, "BTC"), instrument(3, bybit, .perp, btc, "BTC"),
      instrument(4, bybit, .perp, eth, "ETH"),
    ]
    catalog.reserves = [
      reserve(usdt, "USDT", "0.75", "0.78", 0), reserve(weth, "WETH", "0.805", "0.83", 1),
      reserve(weeth, "weETH", "0.775", "0.8", 1),
    ]
    catalog.eModeCategories = [
      EModeCategory(
        venue: aave, number: 1, label: "ETH correlated", loanToValue: rate("0.93"),
        liquidationThreshold: rate("0.95"), liquidationBonus: rate("0.01"))
    ]
    return catalog
  }()

  static let tiers: [MarginTier] = [
    tier("0", "50000", "0.01", "0.004", "0"),
    tier("50000", "600000", "0.02", "0.005", "50"),
    tier("600000", nil, "0.05", "0.01", "3050"),
  ]

  private static func tier(
    _ floor: String, _ cap: String?, _ initial: String, _ maintenance: String, _ amount: String
  ) -> MarginTier {
    MarginTier(
      notionalFloor: money(floor), notionalCap: cap.map { money($0) }, initialRate: rate(initial),
      maintenanceRate: rate(maintenance), maintenanceAmount: money(amount))
  }

  private static func reserve(
    _ asset: AssetID, _ symbol: String, _ loanToValue: String, _ threshold: String, _ mode: Int
  ) -> LendingReserve {
    LendingReserve(
      venue: aave, asset: asset, supplyTokenSymbol: "a" + symbol, debtTokenSymbol: "debt" + symbol,
      loanToValue: rate(loanToValue), liquidationThreshold: rate(threshold),
      liquidationBonus: rate("0.05"), reserveFactor: rate("0.1"), supplyCap: nil, borrowCap: nil,
      eModeCategory: mode)
  }

  private static func instrument(
    _ id: Int, _ venue: VenueID, _ market: Market, _ base: AssetID, _ symbol: String
  ) -> Instrument {
    Instrument(
      id: InstrumentID(id), venue: venue,
      symbol: market == .spot ? symbol + "/USDT" : symbol + "/USDT:USDT",
      venueSymbol: symbol + "USDT", market: market, base: base, quote: usdt, settle: usdt,
      tick: price("0.01"), step: quantity("0.001"), minimumQuantity: quantity("0.001"),
      maximumQuantity: nil, minimumNotional: .zero, contractSize: quantity("1"),
      makerFee: rate("0.0002"), takerFee: rate("0.0005"), chargesBuyFeeInBase: market == .spot,
      marginTiers: market == .perp ? tiers : [], fundingIntervalHours: market == .perp ? 8 : 0,
      maximumLeverage: rate(market == .perp ? "100" : "1"))
  }

  static func portfolio(_ currency: AssetID = usdt) -> Portfolio {
    Portfolio(catalog: catalog, reportingCurrency: currency)
  }

  static func balance(_ venue: VenueID, _ asset: AssetID, _ type: PositionType = .baseToken)
    -> PositionKey
  { PositionKey(venue: venue, type: type, asset: asset) }

  static func fill(
    _ instrument: InstrumentID, _ side: Side, _ amount: String, _ at: String, fee: String = "0",
    feeAsset: AssetID = usdt, isLiquidation: Bool = false
  ) -> Fill {
    Fill(
      order: nil, instrument: instrument, tradeID: 1, side: side, quantity: quantity(amount),
      price: price(at), fee: quantity(fee), feeAsset: feeAsset, liquidity: .taker,
      isLiquidation: isLiquidation)
  }
}

func decimal(_ text: String) -> Decimal18 { Decimal18(text) ?? .zero }
func price(_ text: String) -> Price { Price(decimal(text)) }
func quantity(_ text: String) -> Quantity { Quantity(decimal(text)) }
func money(_ text: String) -> Money { Money(decimal(text)) }
func rate(_ text: String) -> Rate { Rate(decimal(text)) }
func exact(_ text: String) -> ExactMoney { ExactMoney(decimal(text)) }
func movement(_ key: PositionKey, _ amount: String, _ cause: Cause) -> Movement {
  Movement(key: key, amount: quantity(amount), cause: cause)
}
let noon = Timestamp(seconds: 1_700_000_000)
func later(_ seconds: Int64) -> Timestamp { noon.advanced(by: .seconds(seconds)) }
