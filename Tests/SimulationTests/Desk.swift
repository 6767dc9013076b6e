import FixedPoint
import Simulation
import TradingModel

/// A small desk: two exchanges, a chain with a wallet, lending, staking and swaps.
struct Desk {
  static let binance = VenueID(0)
  static let aave = VenueID(1)
  static let etherfi = VenueID(2)
  static let uniswap = VenueID(3)
  static let ethereum = VenueID(4)
  static let wallet = VenueID(5)
  static let bybit = VenueID(6)
  static let morpho = VenueID(7)
  static let eth = AssetID(0)
  static let weth = AssetID(1)
  static let eeth = AssetID(2)
  static let weeth = AssetID(3)
  static let usdt = AssetID(4)
  static let spot = InstrumentID(0)
  static let perp = InstrumentID(1)

  var world: SimulatedWorld
  var events: [ScheduledEvent] = []
  var now = Timestamp(seconds: 1_000_000)
  private var nextOrder: UInt64 = 0
  private var nextAction: UInt64 = 0

  init(_ options: SimulationOptions = SimulationOptions(), catalog: Catalog = Desk.catalog) {
    world = SimulatedWorld(catalog: catalog, options: options)
  }

  static func quantity(_ text: String) -> Quantity { Quantity(text) ?? .zero }
  static func price(_ text: String) -> Price { Price(text) ?? .zero }
  static func rate(_ text: String) -> Rate { Rate(text) ?? .zero }

  static var catalog: Catalog {
    var catalog = Catalog()
    let kinds: [(String, VenueKind)] = [
      ("binance", .exchange), ("aave_v3", .lending), ("etherfi", .staking),
      ("uniswap_v3", .swap), ("ethereum", .chain), ("wallet", .wallet), ("bybit", .exchange),
      ("morpho", .lending),
    ]
    for (index, kind) in kinds.enumerated() {
      catalog.venues.append(Venue(id: VenueID(index), name: kind.0, kind: kind.1))
    }
    catalog.assets = [
      Asset(id: eth, symbol: "ETH", decimals: 18),
      Asset(id: weth, symbol: "WETH", decimals: 18, backing: .pegged(eth)),
      Asset(id: eeth, symbol: "eETH", decimals: 18, backing: .pegged(eth)),
      Asset(id: weeth, symbol: "weETH", decimals: 18, backing: .rate(eeth)),
      Asset(id: usdt, symbol: "USDT", decimals: 6),
    ]
    catalog.instruments = [instrument(spot, .spot), instrument(perp, .perp)]
    catalog.reserves = [
      reserve(weth, "0.8", "0.83", borrowCap: nil),
      reserve(weeth, "0.775", "0.8", borrowCap: .zero),
    ]
    catalog.eModeCategories = [
      EModeCategory(
        venue: aave, number: 1, label: "ETH correlated", loanToValue: rate("0.93"),
        liquidationThreshold: rate("0.95"), liquidationBonus: rate("0.01"))
    ]
    catalog.networks = [network(binance), network(bybit)]
    catalog.pools = [SwapPool(venue: uniswap, first: weth, second: usdt, fee: rate("0.003"))]
    catalog.stakingRoutes = [
      StakingRoute(
        venue: etherfi, stake: eth, receive: weeth, minimum: quantity("0.01"),
        withdrawalDelay: .hours(168))
    ]
    var gas: [ChainOperation: UInt64] = [:]
    for operation in ChainOperation.allCases { gas[operation] = 100_000 }
    catalog.chains = [
      ChainProfile(
        chain: ethereum, chainNumber: 1, nativeAsset: eth, wrappedAsset: weth,
        blockTime: .seconds(12), confirmations: 12, gasUnits: gas)
    ]
    return catalog
  }

  static func instrument(
    _ id: InstrumentID, _ market: Market, tiers: [MarginTier]? = nil
  ) -> Instrument {
    let isSpot = market == .spot
    let flat = MarginTier(
      notionalFloor: .zero, notionalCap: nil, initialRate: rate("0.1"),
      maintenanceRate: rate("0.05"), maintenanceAmount: .zero)
    return Instrument(
      id: id, venue: binance, symbol: isSpot ? "ETH/USDT" : "ETH/USDT:USDT",
      venueSymbol: "ETHUSDT", market: market, base: eth, quote: usdt, settle: usdt,
      tick: price("0.01"), step: quantity("0.001"), minimumQuantity: quantity("0.001"),
      maximumQuantity: nil, minimumNotional: Money(5), contractSize: quantity("1"),
      makerFee: rate(isSpot ? "0.001" : "0.0002"), takerFee: rate(isSpot ? "0.001" : "0.0005"),
      chargesBuyFeeInBase: isSpot,
      marginTiers: tiers ?? (isSpot ? [] : [flat]), fundingIntervalHours: isSpot ? 0 : 8,
      maximumLeverage: Rate(isSpot ? 1 : 10))
  }

  private static func reserve(
    _ asset: AssetID, _ loan: String, _ threshold: String, borrowCap: Quantity?
  ) -> LendingReserve {
    LendingReserve(
      venue: aave, asset: asset, supplyTokenSymbol: "a", debtTokenSymbol: "debt",
      loanToValue: rate(loan), liquidationThreshold: rate(threshold),
      liquidationBonus: rate("0.05"), reserveFactor: rate("0.1"),
      supplyCap: quantity("1000000"), borrowCap: borrowCap, eModeCategory: 1)
  }

  private static func network(_ venue: VenueID) -> TransferNetwork {
    TransferNetwork(
      venue: venue, asset: eth, network: "ETH", chain: ethereum,
      withdrawalFee: quantity("0.002"), withdrawalMinimum: quantity("0.01"),
      withdrawalDelay: .seconds(300), depositConfirmations: 20, depositMinimum: quantity("0.001"))
  }

  mutating func hold(_ venue: VenueID, _ asset: AssetID, _ amount: String) throws {
    let key = Desk.catalog.balanceKey(venue: venue, asset: asset)
    try world.open([Movement(key: key, amount: Desk.quantity(amount), cause: .opening)])
  }

  mutating func see(_ update: MarketUpdate) { world.observe(update, at: now, into: &events) }

  mutating func quote(
    _ id: InstrumentID, _ bid: String, _ ask: String, size: String = "1000"
  ) {
    see(
      .quote(
        id,
        Quote(
          bid: Desk.price(bid), ask: Desk.price(ask), bidSize: Desk.quantity(size),
          askSize: Desk.quantity(size))))
  }

  /// A bar that begins now and closes an hour later.
  mutating func bar(
    _ id: InstrumentID, _ open: String, _ high: String, _ low: String, _ close: String,
    volume: String = "1000"
  ) {
    let begin = now
    now = now.advanced(by: .hours(1))
    see(
      .bar(
        id,
        Bar(
          openTime: begin, open: Desk.price(open), high: Desk.price(high), low: Desk.price(low),
          close: Desk.price(close), volume: Desk.quantity(volume))))
  }

  @discardableResult
  mutating func send(
    _ id: InstrumentID, _ side: Side, _ type: OrderType, _ amount: String, price: String? = nil,
    _ life: TimeInForce = .gtc, postOnly: Bool = false, reduceOnly: Bool = false,
    trigger: String? = nil, protection: TradingStop? = nil, mode: MarginMode = .cross,
    until: Timestamp? = nil
  ) -> [VenueEvent] {
    nextOrder += 1
    let before = events.count
    world.submit(
      Order(
        id: OrderID(nextOrder), clientOrderID: ClientOrderID("c\(nextOrder)"), instrument: id,
        side: side, type: type, quantity: Desk.quantity(amount),
        price: price.map(Desk.price), timeInForce: life, expiresAt: until, postOnly: postOnly,
        reduceOnly: reduceOnly,
        trigger: trigger.map { Trigger(price: Desk.price($0), reference: .last) },
        protection: protection, marginMode: mode), at: now, into: &events)
    return events[before...].map(\.event)
  }

  @discardableResult
  mutating func perform(
    _ steps: [ChainStep], atomic: Bool = true, health: String? = nil
  ) -> ChainResult? {
    nextAction += 1
    let before = events.count
    world.perform(
      ChainTransaction(
        id: ActionID(nextAction), chain: Desk.ethereum, wallet: Desk.wallet, steps: steps,
        isAtomic: atomic, minimumHealthFactor: health.map(Desk.rate)), at: now, into: &events)
    guard case .chainResult(let result)? = events[before...].first?.event else { return nil }
    return result
  }

  /// A chain whose prices are all known: gas 10 gwei, weETH 1.05 eETH, ETH 3000 USDT.
  mutating func openChain() {
    see(.gasPrice(Desk.ethereum, Desk.quantity("0.00000001")))
    see(.conversionRate(Desk.weeth, Desk.rate("1.05")))
    see(.oraclePrice(Desk.eth, quote: Desk.usdt, Desk.price("3000"), updatedAt: now))
    for asset in [Desk.weth, Desk.weeth] { index(asset, "1.1", "1.2") }
  }

  mutating func index(_ asset: AssetID, _ supply: String, _ borrow: String) {
    see(
      .reserve(
        venue: Desk.aave, asset: asset, liquidityIndex: Desk.rate(supply),
        borrowIndex: Desk.rate(borrow), supplyRate: .zero, borrowRate: .zero))
  }

  func amount(_ venue: VenueID, _ asset: AssetID, _ type: PositionType = .baseToken) -> String {
    let key = PositionKey(venue: venue, type: type, asset: asset)
    return (world.balances().first { $0.key == key }?.amount ?? .zero).description
  }

  var position: String {
    let key = PositionKey(perp: Desk.perp, venue: Desk.binance)
    return (world.balances().first { $0.key == key }?.amount ?? .zero).description
  }

  static func step(
    _ operation: ChainOperation, _ venue: VenueID, _ token: AssetID, _ amount: ChainAmount,
    receive: AssetID? = nil, least: String? = nil, category: Int? = nil
  ) -> ChainStep {
    ChainStep(
      operation: operation, venue: venue, token: token, amount: amount, receive: receive,
      minimumReceived: least.map(quantity), category: category)
  }
}

/// A short text for an event, so that tables can name what they expect.
func brief(_ event: VenueEvent) -> String {
  switch event {
  case .orderAccepted: "accepted"
  case .orderRejected(_, let code, _): "rejected \(code)"
  case .orderCanceled(_, let filled): "canceled \(filled)"
  case .orderExpired(_, let filled): "expired \(filled)"
  case .orderTriggered: "triggered"
  case .fill(let fill): "\(fill.liquidity.rawValue) \(fill.quantity)@\(fill.price)"
  case .fundingPaid(_, let amount): "funding \(amount)"
  case .cancelRejected: "cancel refused"
  case .transfer(let update): update.state.rawValue
  case .movements(_, _, let reason): reason
  default: "other"
  }
}
