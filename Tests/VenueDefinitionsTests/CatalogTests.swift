import FixedPoint
import Testing
import TradingModel
import VenueDefinitions

@Suite("Catalog of the shipped venues")
struct CatalogTests {
  static let shipped = Result { try VenueRegistry.embedded() }

  let registry: VenueRegistry
  let catalog: Catalog

  init() throws {
    registry = try Self.shipped.get()
    catalog = try registry.catalog()
  }

  @Test(
    "every exchange has spot and perpetuals of ETH, BTC and SOL",
    arguments: ["binance", "bybit", "okx"])
  func instruments(name: String) throws {
    let venue = try #require(catalog.venue(named: name))
    for base in ["BTC", "ETH", "SOL"] {
      let spot = try #require(
        catalog.instrument(venue: venue.id, market: .spot, symbol: "\(base)/USDT"))
      #expect(spot.chargesBuyFeeInBase)
      #expect(spot.marginTiers.isEmpty && spot.fundingIntervalHours == 0)
      let perp = try #require(
        catalog.instrument(venue: venue.id, market: .perp, symbol: "\(base)/USDT:USDT"))
      #expect(perp.fundingIntervalHours == 8)
      #expect(!perp.marginTiers.isEmpty && !perp.chargesBuyFeeInBase)
    }
    #expect(catalog.networks.contains { $0.venue == venue.id && $0.network == "ERC20" })
  }

  @Test("ids are positions in their tables") func denseIDs() {
    #expect(catalog.assets.enumerated().allSatisfy { $0.offset == $0.element.id.index })
    #expect(catalog.venues.enumerated().allSatisfy { $0.offset == $0.element.id.index })
    #expect(catalog.instruments.enumerated().allSatisfy { $0.offset == $0.element.id.index })
  }

  @Test(
    "OKX steps are whole contracts",
    arguments: [("BTC", "0.01", "0.0001"), ("ETH", "0.1", "0.001"), ("SOL", "1", "0.01")])
  func contracts(base: String, size: String, step: String) throws {
    let venue = try #require(catalog.venue(named: "okx"))
    let perp = try #require(
      catalog.instrument(venue: venue.id, market: .perp, symbol: "\(base)/USDT:USDT"))
    #expect(perp.contractSize == Quantity(size) && perp.step == Quantity(step))
    #expect(perp.venueSymbol == "\(base)-USDT-SWAP")
  }

  @Test("Binance and Bybit margin tables are continuous") func continuousMargin() throws {
    for name in ["binance", "bybit"] {
      let venue = try #require(catalog.venue(named: name))
      for perp in catalog.instruments where perp.venue == venue.id && perp.market == .perp {
        for (lower, upper) in zip(perp.marginTiers, perp.marginTiers.dropFirst()) {
          let edge = upper.notionalFloor
          let below = edge.times(lower.maintenanceRate, rounding: .halfEven)
          let above = edge.times(upper.maintenanceRate, rounding: .halfEven)
          #expect(below - lower.maintenanceAmount == above - upper.maintenanceAmount)
        }
      }
    }
  }

  @Test("Aave reserves and the e-mode of ETH") func reserves() throws {
    let aave = try #require(catalog.venue(named: "aave_v3"))
    let weETH = try #require(catalog.asset(named: "weETH"))
    let reserve = try #require(catalog.reserve(venue: aave.id, asset: weETH.id))
    #expect(reserve.supplyTokenSymbol == "aweETH" && reserve.liquidationThreshold == Rate("0.8"))
    let mode = try #require(catalog.eModeCategories.first { $0.number == reserve.eModeCategory })
    #expect(mode.loanToValue == Rate("0.93") && mode.liquidationThreshold == Rate("0.95"))
    #expect(mode.liquidationBonus == Rate("0.01"))
    let usdt = try #require(catalog.asset(named: "USDT"))
    #expect(catalog.reserve(venue: aave.id, asset: usdt.id)?.eModeCategory == 0)
  }

  @Test(
    "liquid staking tokens lead to ETH", arguments: ["WETH", "stETH", "wstETH", "eETH", "weETH"])
  func backing(symbol: String) throws {
    let asset = try #require(catalog.asset(named: symbol))
    #expect(catalog[catalog.underlying(of: asset.id)].symbol == "ETH")
  }

  @Test("routes, pools and the chain") func protocols() throws {
    let etherfi = try #require(catalog.venue(named: "etherfi"))
    let weETH = try #require(catalog.asset(named: "weETH"))
    let route = try #require(catalog.stakingRoute(venue: etherfi.id, receive: weETH.id))
    #expect(route.withdrawalDelay == .hours(168) && route.minimum == Quantity("0.01"))
    #expect(catalog.pools.count == 15)
    let chain = try #require(catalog.chains.first)
    #expect(chain.chainNumber == 1 && chain.gasUnits[.supply] == 250_000)
    #expect(chain.gasUnits.count == ChainOperation.allCases.count)
  }

  @Test("every position key of the registry is known to the catalog") func positionKeys() throws {
    for name in registry.positionKeys {
      let key = try #require(catalog.positionKey(named: name), "\(name)")
      #expect(catalog.name(of: key) == name)
    }
  }

  @Test(
    "the desk's keys are offered",
    arguments: [
      "wallet:BaseToken:USDT", "wallet:BaseToken:ETH", "wallet:BaseToken:WETH",
      "wallet:BaseToken:BTC",
      "wallet:BaseToken:EIGEN", "wallet:BaseToken:ETHFI", "binance:BaseToken:USDT",
      "binance:BaseToken:BTC", "binance:Perp:BTCUSDT", "bybit:Perp:ETHUSDT", "aave_v3:aToken:aUSDT",
      "aave_v3:aToken:aWETH", "aave_v3:aToken:aweETH", "aave_v3:debtToken:debtUSDT",
      "aave_v3:debtToken:debtWETH", "etherfi:LST:weETH", "lido:LST:stETH", "lido:LST:wstETH",
    ])
  func deskKeys(name: String) {
    #expect(registry.positionKeys.contains(name))
  }
}
