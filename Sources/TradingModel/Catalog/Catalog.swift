import FixedPoint

/// Everything that is known of venues, assets and instruments, in dense tables. It is built once
/// from the venue definitions; the order of its tables is the order of the ids.
public struct Catalog: Hashable, Sendable {
  /// Venues by ``VenueID``.
  public var venues: [Venue] = []
  /// Assets by ``AssetID``.
  public var assets: [Asset] = []
  /// Instruments by ``InstrumentID``.
  public var instruments: [Instrument] = []
  /// Lending reserves, ascending by venue then asset.
  public var reserves: [LendingReserve] = []
  /// E-mode categories of the lending venues.
  public var eModeCategories: [EModeCategory] = []
  /// Deposit and withdrawal networks of the exchanges.
  public var networks: [TransferNetwork] = []
  /// Pools of the swap venues.
  public var pools: [SwapPool] = []
  /// Staking routes.
  public var stakingRoutes: [StakingRoute] = []
  /// Chains.
  public var chains: [ChainProfile] = []

  /// An empty catalog.
  public init() {}

  /// The venue of that name or alias, or nil.
  public func venue(named name: String) -> Venue? {
    venues.first { $0.name == name } ?? venues.first { $0.aliases.contains(name) }
  }

  /// The asset of that symbol, spelled exactly, or nil.
  public func asset(named symbol: String) -> Asset? { assets.first { $0.symbol == symbol } }

  /// The instrument of a venue by unified symbol and market, or nil.
  public func instrument(venue: VenueID, market: Market, symbol: String) -> Instrument? {
    instruments.first { $0.venue == venue && $0.market == market && $0.symbol == symbol }
  }

  /// The venue with this id.
  public subscript(id: VenueID) -> Venue { venues[id.index] }
  /// The asset with this id.
  public subscript(id: AssetID) -> Asset { assets[id.index] }
  /// The instrument with this id.
  public subscript(id: InstrumentID) -> Instrument { instruments[id.index] }

  /// The reserve of an asset at a lending venue, or nil.
  public func reserve(venue: VenueID, asset: AssetID) -> LendingReserve? {
    reserves.first { $0.venue == venue && $0.asset == asset }
  }

  /// The profile of a chain, or nil.
  public func chain(_ id: VenueID) -> ChainProfile? { chains.first { $0.chain == id } }

  /// The staking route of a venue into the asset received, or the venue's only route.
  public func stakingRoute(venue: VenueID, receive: AssetID?) -> StakingRoute? {
    let routes = stakingRoutes.filter { $0.venue == venue }
    guard let receive else { return routes.count == 1 ? routes.first : nil }
    return routes.first { $0.receive == receive }
  }

  /// The asset at the end of the backing chain: WETH, stETH and weETH all lead to ETH.
  public func underlying(of asset: AssetID) -> AssetID {
    var current = asset
    for _ in 0..<8 {
      switch self[current].backing {
      case .none: return current
      case .pegged(let next), .rate(let next): current = next
      }
    }
    return current
  }
}
