import FixedPoint
import Foundation
import Testing
import TradingModel
import VenueDefinitions

@testable import CEX

/// A venue that loses, delays, repeats and hides, as a table of things that will happen.
private struct UnreliableVenue {
  enum Happening {
    case answer(OrderID, LiveOrders.Placement)
    case arrive(OrderID)
    case trade(OrderID, Quantity)
    case end(OrderID)
    case frame(fill: FillRecord?, order: OrderRecord)
    case stream(Bool)
    case lookedUp(OrderID)
    case fillsRead(OrderID)
    case openSearched(OrderID)
    case historySearched(OrderID)
  }

  struct There {
    let order: Order
    var fills: [(at: Int64, record: FillRecord)] = []
    var filled = Quantity.zero
    var ended: Int64?
    let since: Int64
  }

  var random: SplitMix64
  var now: Int64 = 0
  var there: [OrderID: There] = [:]
  var orders: [OrderID: Order] = [:]
  var desk = LiveOrders(countsMarketsApart: false, assets: ["USDT": AssetID(0)])
  var told: [VenueEvent] = []
  var agenda: [(at: Int64, number: Int, what: Happening)] = []
  var count = 0
  var losses = 0
  var isStreaming = true
  var distrusted = 0
  let lag: Int64
  let dropPercent: UInt64
  static let second: Int64 = 1_000_000_000

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    lag = [0, 0, 300_000_000, 3 * Self.second][Int(random.next() % 4)]
    dropPercent = [0, 10, 40, 100][Int(random.next() % 4)]
  }

  mutating func chance(_ percent: UInt64) -> Bool { random.next() % 100 < percent }

  mutating func later(_ most: Int64, _ what: Happening) {
    count += 1
    agenda.append((now + 1 + Int64(random.next() % UInt64(most)), count, what))
  }

  static let instrument = Instrument(
    id: InstrumentID(0), venue: VenueID(0), symbol: "ETH/USDT:USDT", venueSymbol: "ETHUSDT",
    market: .perp, base: AssetID(1), quote: AssetID(0), settle: AssetID(0), tick: Price.zero,
    step: Quantity.zero, minimumQuantity: .zero, maximumQuantity: nil, minimumNotional: .zero,
    contractSize: Quantity(Decimal18.one), makerFee: .zero, takerFee: .zero,
    chargesBuyFeeInBase: false, marginTiers: [], fundingIntervalHours: 8,
    maximumLeverage: Rate(Decimal18.one))

  /// Sends an order whose request meets one of the fates a request can meet.
  mutating func send(_ number: UInt64) {
    let id = OrderID(number)
    let order = Order(
      id: id, clientOrderID: ClientOrderID("c\(number)"), instrument: InstrumentID(0), side: .buy,
      type: .limit, quantity: Quantity(Decimal18(Int(random.next() % 5) + 1)),
      price: Price(Decimal18(100)))
    orders[id] = order
    desk.submit(
      LiveOrder(
        order: order, instrument: Self.instrument, signedAt: now / 1_000_000,
        provableAt: now + 17 * Self.second))
    switch random.next() % 10 {
    case 0: later(20 * Self.second, .answer(id, .refused(code: "-1", message: "no")))
    case 1: later(10 * Self.second, .answer(id, .unknown("timeout before acceptance")))
    case 2, 3:
      // Accepted late, after the answer was given up.
      later(4 * Self.second, .arrive(id))
      later(10 * Self.second, .answer(id, .unknown("timeout after acceptance")))
    case 4: later(Self.second, .answer(id, .notSent("no route")))
    default:
      later(50_000_000, .arrive(id))
      later(Self.second, .answer(id, .accepted("v\(number)")))
    }
  }

  func record(_ id: OrderID, at time: Int64) -> OrderRecord? {
    guard let there = there[id], there.since <= time else { return nil }
    let filled = there.fills.filter { $0.at <= time }.reduce(Quantity.zero) {
      $0 + ($1.record.amount ?? .zero)
    }
    var status: WireOrderStatus = filled.isZero ? .open : .partial
    if let end = there.ended, end <= time {
      status = filled == there.order.quantity ? .filled : .canceled
    }
    var record = OrderRecord(status: status)
    record.orderID = "v\(id.raw)"
    record.clientOrderID = "c\(id.raw)"
    record.venueSymbol = "ETHUSDT"
    record.amount = there.order.quantity
    record.filled = filled
    return record
  }

  mutating func tellStream(_ id: OrderID, _ fill: FillRecord?) {
    guard let record = record(id, at: now) else { return }
    if !isStreaming || chance(dropPercent) { return }
    for _ in 0..<(chance(15) ? 2 : 1) {
      later(chance(20) ? 2 * Self.second : 20_000_000, .frame(fill: fill, order: record))
    }
  }

  mutating func happen(_ what: Happening) {
    var effects: [LiveOrders.Effect] = []
    switch what {
    case .answer(let id, let placement): desk.placed(id, placement, at: now, into: &effects)
    case .arrive(let id):
      guard let order = orders[id] else { break }
      there[id] = There(order: order, since: now)
      tellStream(id, nil)
      var left = order.quantity
      var time: Int64 = 0
      while left.isPositive, !chance(25) {
        let part = Quantity(Decimal18(1))
        left = left - part
        time += Int64(random.next() % UInt64(2 * Self.second))
        count += 1
        agenda.append((now + time, count, .trade(id, part)))
      }
      count += 1
      agenda.append((now + time + 1, count, .end(id)))
    case .trade(let id, let part):
      count += 1
      let fill = FillRecord(
        symbol: nil, venueSymbol: "ETHUSDT", tradeID: "\(count)", orderID: "v\(id.raw)",
        clientOrderID: nil, side: .buy, price: Price(Decimal18(100)), amount: part)
      there[id]?.fills.append((now, fill))
      let sum = (there[id]?.filled ?? .zero) + part
      there[id]?.filled = sum
      tellStream(id, fill)
    case .end(let id):
      there[id]?.ended = now
      tellStream(id, nil)
    case .frame(let fill, let order):
      if let fill { desk.take(fill, from: .stream, .perp, at: now, into: &effects) }
      desk.take(order, from: .stream, .perp, at: now, into: &effects)
    case .stream(let isWhole):
      isStreaming = isWhole
      if !isWhole { losses += 1 }
      desk.stream(.perp, isWhole: isWhole, losses: losses, at: now)
    case .lookedUp(let id): desk.lookedUp(id, answer(id), at: now, into: &effects)
    case .fillsRead(let id):
      if !chance(20) {
        for fill in there[id]?.fills ?? [] where fill.at <= now - lag {
          desk.take(fill.record, from: .query, .perp, at: now, into: &effects)
        }
      }
      desk.fillsRead(id, at: now)
    case .openSearched(let id): desk.openSearched(id, answer(id), at: now, into: &effects)
    case .historySearched(let id): desk.historySearched(id, answer(id), at: now, into: &effects)
    }
    follow(effects)
  }

  mutating func answer(_ id: OrderID) -> LiveOrders.Answer {
    if chance(15) { return .failed }
    return record(id, at: now - lag).map { .found($0) } ?? .absent
  }

  mutating func follow(_ effects: [LiveOrders.Effect]) {
    for effect in effects {
      switch effect {
      case .tell(let event): told.append(event)
      case .lookUp(let id, _, _): later(300_000_000, .lookedUp(id))
      case .readFills(let id, _, _, _): later(300_000_000, .fillsRead(id))
      case .searchOpen(let id, _, _): later(300_000_000, .openSearched(id))
      case .searchHistory(let id, _, _, _): later(300_000_000, .historySearched(id))
      case .cancel: break
      case .distrust:
        distrusted += 1
        later(1, .stream(false))
        later(Self.second, .stream(true))
      }
    }
  }

  mutating func run() {
    happen(.stream(chance(80)))
    for number in 1...6 { send(UInt64(number)) }
    let end = 120 * Self.second
    while now < end, !(desk.working.isEmpty && agenda.isEmpty) {
      now += 20_000_000
      agenda.sort { ($0.at, $0.number) < ($1.at, $1.number) }
      while let next = agenda.first, next.at <= now {
        agenda.removeFirst()
        happen(next.what)
      }
      var effects: [LiveOrders.Effect] = []
      desk.due(at: now, into: &effects)
      follow(effects)
    }
  }
}

/// Whatever a venue loses, delays, repeats or hides: fills are told once, ends once and after their
/// fills, and what is unknown is resolved by evidence.
@Suite struct LiveOrdersTests {
  static let seeds: Range<UInt64> = {
    let scale = ProcessInfo.processInfo.environment["VENUES_CAMPAIGN_SCALE"].flatMap(UInt64.init)
    let isCampaign = ProcessInfo.processInfo.environment["VENUES_CAMPAIGN"] != nil
    return 0..<(400 * (isCampaign ? scale ?? 1 : 1))
  }()

  @Test func whatWasToldIsWhatHappened() {
    for seed in Self.seeds {
      var venue = UnreliableVenue(seed: seed)
      venue.run()
      check(venue, seed)
    }
  }

  private func check(_ venue: UnreliableVenue, _ seed: UInt64) {
    #expect(venue.desk.working.isEmpty, "seed \(seed): \(venue.desk.ids) never ended")
    var trades: [OrderID: [UInt64]] = [:]
    var ends: [OrderID: Int] = [:]
    for event in venue.told {
      switch event {
      case .fill(let fill):
        if let id = fill.order { trades[id, default: []].append(fill.tradeID) }
      case .orderCanceled(let id, let filled), .orderExpired(let id, let filled):
        ends[id, default: 0] += 1
        #expect(filled == venue.there[id]?.filled, "seed \(seed): \(id) ended early")
      case .orderNotSent(let id, _), .orderAbsent(let id, _), .orderRejected(let id, _, _):
        ends[id, default: 0] += 1
        #expect(venue.there[id] == nil, "seed \(seed): \(id) is at the venue")
      default: break
      }
    }
    for (id, there) in venue.there {
      let wanted = there.fills.map { LiveOrders.number(ofTrade: $0.record.tradeID) }.sorted()
      #expect(trades[id, default: []].sorted() == wanted, "seed \(seed): fills of \(id)")
    }
    #expect(trades.keys.allSatisfy { venue.there[$0] != nil })
    #expect(ends.values.allSatisfy { $0 == 1 }, "seed \(seed): an order ended twice")
  }

  /// A fee in a coin nobody knows is told, not taken for nothing.
  @Test(arguments: [("USDT", "0.5", true), ("BNB", "0.5", false), ("BNB", "0", true)])
  func aFeeInAnUnknownCoinIsSaid(_ coin: String, _ cost: String, _ isBooked: Bool) throws {
    var desk = LiveOrders(countsMarketsApart: false, assets: ["USDT": AssetID(0)])
    let order = Order(
      id: OrderID(1), clientOrderID: ClientOrderID("c1"), instrument: InstrumentID(0), side: .buy,
      type: .market, quantity: Quantity(Decimal18(1)))
    desk.submit(
      LiveOrder(
        order: order, instrument: UnreliableVenue.instrument, signedAt: 0, provableAt: 17))
    var fill = FillRecord(
      symbol: nil, venueSymbol: "ETHUSDT", tradeID: "7", orderID: "v1", clientOrderID: "c1",
      side: .buy, price: Price(Decimal18(100)), amount: Quantity(Decimal18(1)))
    fill.fee = FeeRecord(currency: coin, cost: try #require(Quantity(cost)))
    var effects: [LiveOrders.Effect] = []
    desk.take(fill, from: .query, .perp, at: 1, into: &effects)
    var reasons: [String] = []
    var fees: [Quantity] = []
    for case .tell(let event) in effects {
      if case .notReconciled(let venue, let reason) = event, venue == VenueID(0) {
        reasons.append(reason)
      }
      if case .fill(let told) = event { fees.append(told.fee) }
    }
    #expect(reasons.isEmpty == isBooked, "\(reasons)")
    #expect(isBooked || reasons.first?.contains("0.5 BNB") == true)
    #expect(fees == [isBooked ? try #require(Quantity(cost)) : .zero])
  }

  /// A frame that never came is noticed a second after the venue's records had it.
  @Test func aStreamThatKeepsNewsBackIsDistrusted() {
    var distrusted = 0
    for seed in 0..<200 as Range<UInt64> {
      var venue = UnreliableVenue(seed: seed)
      guard venue.dropPercent == 100 else { continue }
      venue.run()
      let wasStreaming = venue.there.values.contains { $0.ended != nil } && venue.losses > 0
      if wasStreaming, venue.distrusted > 0 { distrusted += 1 }
    }
    #expect(distrusted > 10)
  }
}

/// A small deterministic generator.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
