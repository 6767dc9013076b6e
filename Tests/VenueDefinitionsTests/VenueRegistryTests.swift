import FixedPoint
import Foundation
import Testing
import TradingModel
import VenueDefinitions

@Suite("Registry")
struct VenueRegistryTests {
  static let shipped = [
    "aave_v3", "binance", "bybit", "ethereum", "etherfi", "lido", "morpho", "okx", "uniswap_v3",
    "wallet",
  ]

  @Test("every embedded file decodes, in order of id") func embedded() throws {
    let registry = try VenueRegistry.embedded()
    #expect(registry.definitions.map(\.id) == Self.shipped)
    for (index, name) in Self.shipped.enumerated() {
      #expect(registry.venueID(named: name) == VenueID(index))
      #expect(EmbeddedResources.names.contains("venues/\(name).yaml"))
    }
    #expect(EmbeddedResources.names == EmbeddedResources.names.sorted())
    #expect(EmbeddedResources.text("venues/nowhere.yaml") == nil)
  }

  @Test(
    "aliases",
    arguments: [
      ("aave", "aave_v3"), ("ether.fi", "etherfi"), ("mainnet", "ethereum"), ("okex", "okx"),
      ("uniswap", "uniswap_v3"), ("bybit", "bybit"),
    ])
  func aliases(alias: String, id: String) throws {
    let registry = try VenueRegistry.embedded()
    #expect(try registry.requireDefinition(named: alias).id == id)
    #expect(try registry.catalog().venue(named: alias)?.name == id)
  }

  /// It names one market of Binance, and in an instruction the market has a field of its own.
  @Test("binanceusdm is a word of the wire tools alone")
  func wireNameIsNoAlias() throws {
    let registry = try VenueRegistry.embedded()
    #expect(registry.venueID(named: "binanceusdm") == nil)
    #expect(try registry.catalog().venue(named: "binanceusdm") == nil)
  }

  @Test(
    "suggestions",
    arguments: [
      ("binanec", "binance"), ("bybitt", "bybit"), ("ave_v3", "aave_v3"), ("Okx", "okx"),
      ("ethrefi", "etherfi"), ("kraken", nil),
    ])
  func suggestions(typed: String, meant: String?) throws {
    let registry = try VenueRegistry.embedded()
    let error = #expect(throws: VenueDefinitionError.self) {
      try registry.requireDefinition(named: typed)
    }
    #expect(error?.reason == .unknownName(typed, nearest: meant))
  }

  @Test("a fourth exchange is data alone") func fourthExchange() throws {
    let files = VenueRegistry.embeddedFiles + [("x.yaml", ExampleVenue.yaml)]
    let registry = try VenueRegistry(files: files)
    let catalog = try registry.catalog(feeTiers: [:])
    let venue = try #require(catalog.venue(named: "example_x"))
    let perp = try #require(
      catalog.instrument(venue: venue.id, market: .perp, symbol: "ETH/USDT:USDT"))
    #expect(perp.tick == Price("0.05"))
    #expect(perp.contractSize == Quantity("0.01"))
    #expect(perp.takerFee == Rate("0.0004"))
    #expect(perp.fundingIntervalHours == 4)
    #expect(perp.marginTiers.count == 2)
    #expect(!perp.chargesBuyFeeInBase)
    let spot = try #require(
      catalog.instrument(venue: venue.id, market: .spot, symbol: "ETH/USDT"))
    #expect(spot.makerFee == Rate("-0.0001"))
    #expect(spot.chargesBuyFeeInBase)
    #expect(catalog.networks.contains { $0.venue == venue.id && $0.network == "ETH" })
    #expect(registry.positionKeys.contains("example_x:Perp:ETH_PERP"))
    let other = try VenueRegistry(files: [("x.yaml", ExampleVenue.yaml)])
    #expect(other.definitions[0].fees(for: .perp)?.tiers.last?.taker == Rate("0.0002"))
  }

  @Test("a customer tier is chosen by name; an unknown one is refused") func feeTiers() throws {
    let registry = try VenueRegistry.embedded()
    let catalog = try registry.catalog(feeTiers: ["binance": "VIP 1"])
    let venue = try #require(catalog.venue(named: "binance"))
    let spot = try #require(catalog.instrument(venue: venue.id, market: .spot, symbol: "ETH/USDT"))
    #expect(spot.makerFee == Rate("0.0009"))
    let error = #expect(throws: VenueDefinitionError.self) {
      try registry.catalog(feeTiers: ["binance": "VIP1"])
    }
    #expect(error?.reason == .unknownName("VIP1", nearest: "VIP 1"))
  }

  @Test("a folder replaces and adds venues") func folder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "venues-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try ExampleVenue.yaml.write(
      to: folder.appending(path: "example.yaml"), atomically: true, encoding: .utf8)
    let wallet = try #require(EmbeddedResources.text("venues/wallet.yaml"))
    try wallet.replacingOccurrences(of: "Wallets of the desk", with: "Own wallets").write(
      to: folder.appending(path: "wallet.yaml"), atomically: true, encoding: .utf8)
    let registry = try VenueRegistry.embedded(overriddenBy: folder.path())
    #expect(registry.definitions.count == Self.shipped.count + 1)
    #expect(registry.definition(named: "wallet")?.name == "Own wallets")
    #expect(throws: VenueDefinitionError.self) {
      try VenueRegistry.embedded(overriddenBy: folder.path() + "/missing")
    }
  }

  @Test("names given twice, unknown chains and assets are refused") func crossChecks() throws {
    let files = VenueRegistry.embeddedFiles
    let taken = try #require(ExampleVenue.replacing("\"examplex\"", with: "\"aave\""))
    #expect(throws: VenueDefinitionError.self) { try VenueRegistry(files: files + [("x", taken)]) }
    let decimals = try #require(ExampleVenue.replacing("decimals: \"6\"", with: "decimals: \"8\""))
    #expect(throws: VenueDefinitionError.self) {
      try VenueRegistry(files: files + [("x", decimals)])
    }
    let unknown = try #require(ExampleVenue.replacing("x:BaseToken:ETH", with: "x:BaseToken:ETHH"))
    let error = #expect(throws: VenueDefinitionError.self) {
      try VenueRegistry(files: files + [("x", unknown)])
    }
    #expect(error?.reason == .unknownName("ETHH", nearest: "ETH"))
    let lido = files.filter { $0.name == "venues/lido.yaml" }
    #expect(throws: VenueDefinitionError.self) { try VenueRegistry(files: lido) }
  }
}
