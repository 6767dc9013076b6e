import FixedPoint
import Simulation
import TradingModel
import VenueDefinitions

/// Every simulated venue as one value: requests and frames with their time go in, answers and
/// frames come out. It has no clock, no socket and no randomness but its seed's.
public struct VenueServerState: Sendable {
  /// How it was set up.
  public let options: ServerOptions
  let catalog: Catalog
  let definitions: VenueRegistry
  /// The venues' clock: the last time given, with the skew a fault adds.
  var now: Timestamp
  let started: Timestamp
  var markets: MarketSimulator
  var accounts: [Account] = []
  var shadows: [[PositionShadow]] = []
  var keys: [String: APIKey] = [:]
  var windows: [String: RateWindow] = [:]
  var bans: [String: Timestamp] = [:]
  var faults: [Fault] = []
  var counters = Counters()
  var sessions: [Int: StreamSession] = [:]
  var sessionOrder: [Int] = []
  var frames: [StreamFrame] = []
  /// Frames a fault holds back.
  var heldFrames: [StreamFrame] = []
  var notices: [Notice] = []
  var listenKeys: [ListenKey] = []
  var random: SplitMix64
  var number = 1_000_000
  /// Whether what is settled now takes positions away by automatic deleveraging.
  var isDeleveraging = false

  /// Venues with their opening balances.
  /// - Throws: ``VenueDefinitionError`` where a definition is wrong.
  public init(
    options: ServerOptions, definitions: VenueRegistry, at now: Timestamp
  ) throws(VenueDefinitionError) {
    self.options = options
    self.definitions = definitions
    self.now = now
    started = now
    catalog = try definitions.catalog()
    markets = MarketSimulator(catalog: catalog, options: options, at: now)
    random = SplitMix64(seed: options.seed &+ 77)
    for key in options.keys {
      keys[key.venue + "|" + key.key] = key
      guard !accounts.contains(where: { $0.name == key.account }) else { continue }
      accounts.append(Account(name: key.account, catalog: catalog, options: options))
      shadows.append(Array(repeating: PositionShadow(), count: WalletKind.allCases.count))
    }
    showMarkets()
  }

  mutating func nextNumber() -> Int {
    number += 1
    return number
  }

  /// The account of a key; the first one where the name is not known.
  func account(of key: APIKey) -> Int { accounts.firstIndex { $0.name == key.account } ?? 0 }

  func wallet(_ account: Int, _ kind: WalletKind) -> Wallet {
    accounts[account].wallets[kind.rawValue]
  }

  func symbol(_ asset: AssetID) -> String { catalog[asset].symbol }

  /// Places of a venue's markets of a kind, in the order of the definitions.
  func feeds(_ venue: String, _ market: Market) -> [Int] {
    guard let id = catalog.venue(named: venue)?.id else { return [] }
    return markets.feeds.indices.filter { place in
      markets.feeds[place].instrument.venue == id
        && markets.feeds[place].instrument.market == market
    }
  }

  /// The market of a venue's own symbol.
  func feed(_ venue: String, _ market: Market, symbol: String) -> Int? {
    feeds(venue, market).first { markets.feeds[$0].instrument.venueSymbol == symbol }
  }

  /// The wallet that trades a market.
  func wallet(of feed: Int) -> WalletKind {
    let instrument = markets.feeds[feed].instrument
    return switch catalog[instrument.venue].name {
    case "bybit": .bybitUnified
    case "okx": .okxTrading
    default: instrument.market == .spot ? .binanceSpot : .binanceFutures
    }
  }

  /// The assets a venue knows, in the order of its definition.
  func assets(_ venue: String) -> [AssetID] {
    (definitions.definition(named: venue)?.assets ?? []).compactMap {
      catalog.asset(named: $0.symbol)?.id
    }
  }
}
