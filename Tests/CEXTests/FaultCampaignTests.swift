import FixedPoint
import Foundation
import JSON
import Orders
import Testing
import TradingModel
import VenueDefinitions

@testable import CEX

/// Orders over the venues' real wire formats while requests, answers and stream frames are lost,
/// late, repeated and garbled by a seed: no order is placed twice, no fill is lost or told twice,
/// and every unknown outcome is resolved by evidence. `scripts/campaign cex SCALE` runs 100 seeds
/// times the scale.
@Suite(.timeLimit(.minutes(30)))
struct FaultCampaignTests {
  static let venues = ["binance", "bybit", "okx"]

  static var seeds: Range<UInt64> {
    let environment = ProcessInfo.processInfo.environment
    guard environment["VENUES_CAMPAIGN"] != nil else { return 0..<12 }
    let scale = environment["VENUES_CAMPAIGN_SCALE"].flatMap { UInt64($0) } ?? 10
    return 0..<(100 * scale)
  }

  static let requestFaults = [
    "timeout_before", "timeout_after", "disconnect_before", "disconnect_after", "error_before",
    "error_after", "rate_limit", "malformed", "truncated",
  ]
  static let streamFaults = [
    "drop_frames", "duplicate_frames", "reorder_frames", "stall_frames", "disconnect",
  ]

  @Test func nothingIsDoubledLostOrLeftUnknown() throws {
    var unknown = 0
    var absent = 0
    var orders = 0
    var fills = 0
    for seed in Self.seeds {
      let venue = Self.venues[Int(seed % 3)]
      var network = try SimulatedNetwork(venue, seed: seed)
      #expect(
        network.run(20 * SimulatedNetwork.second) { $0.streams.allSatisfy(\.channel.isWhole) },
        "seed \(seed): the streams of \(venue) did not come up")
      let sent = carryOut(&network)
      verify(network, sent, "seed \(seed), \(venue)")
      orders += sent.count
      for event in network.told {
        switch event {
        case .orderOutcomeUnknown: unknown += 1
        case .orderAbsent: absent += 1
        case .fill: fills += 1
        default: break
        }
      }
    }
    print(
      "campaign: \(Self.seeds.count) seeds, \(orders) orders, \(fills) fills, \(unknown) unknown "
        + "outcomes, \(absent) proved absent")
  }

  /// Sends a few orders through a few faults and lets everything end.
  private func carryOut(_ network: inout SimulatedNetwork) -> [Order] {
    for _ in 0..<(1 + Int(network.random.next() % 5)) { addFault(&network) }
    var sent: [Order] = []
    for number in 1...(3 + network.random.next() % 4) {
      let instrument = instrument(&network)
      let order = order(OrderID(number), instrument, &network)
      network.submit(order, instrument)
      sent.append(order)
      network.run(SimulatedNetwork.millisecond * Int64(network.random.next() % 1500))
      if network.chance(30), let id = network.desk.ids.last { network.cancel(id) }
      if network.chance(20) { addFault(&network) }
    }
    network.run(40 * SimulatedNetwork.second)
    clearFaults(&network)
    for _ in 0..<4 where !network.desk.working.isEmpty {
      for id in network.desk.ids { network.cancel(id) }
      network.run(40 * SimulatedNetwork.second) { $0.desk.working.isEmpty }
    }
    // What a stream still owes may come late.
    network.run(3 * SimulatedNetwork.second)
    return sent
  }

  private func addFault(_ network: inout SimulatedNetwork) {
    if network.chance(35) {
      let kind = network.pick(Self.streamFaults)
      let end = kind == "stall_frames" ? #","seconds":6"# : ""
      network.admin(
        "/admin/faults",
        #"{"kind":"\#(kind)","count":\#(1 + network.random.next() % 8),"#
          + #""likelihood":\#(200_000 + network.random.next() % 800_000)\#(end)}"#)
    } else if network.chance(15) {
      network.admin(
        "/admin/faults",
        #"{"kind":"lag","milliseconds":\#(network.random.next() % 4000),"seconds":30}"#)
    } else {
      let kind = network.pick(Self.requestFaults)
      let method = network.chance(70) ? #","method":"POST""# : ""
      network.admin(
        "/admin/faults",
        #"{"kind":"\#(kind)","count":\#(1 + network.random.next() % 3),"#
          + #""likelihood":\#(300_000 + network.random.next() % 700_000)\#(method)}"#)
    }
  }

  private func clearFaults(_ network: inout SimulatedNetwork) {
    network.clearFaults()
  }

  private func instrument(_ network: inout SimulatedNetwork) -> Instrument {
    let listed = network.definition.instruments.enumerated().filter {
      $0.element.symbol.hasPrefix("ETH/USDT")
    }
    let (index, found) = network.pick(Array(listed))
    return Instrument(
      id: InstrumentID(index), venue: VenueID(0), symbol: found.symbol,
      venueSymbol: found.venueSymbol, market: found.market, base: AssetID(2), quote: AssetID(0),
      settle: AssetID(0), tick: found.tick, step: found.step, minimumQuantity: .zero,
      maximumQuantity: nil, minimumNotional: .zero, contractSize: found.contractSize,
      makerFee: .zero, takerFee: .zero, chargesBuyFeeInBase: false, marginTiers: [],
      fundingIntervalHours: 8, maximumLeverage: Rate(Decimal18.one))
  }

  private func order(
    _ id: OrderID, _ instrument: Instrument, _ network: inout SimulatedNetwork
  ) -> Order {
    let side = network.pick([Side.buy, .sell])
    let quantity = Quantity(
      Decimal18(mantissa: Int128(1 + network.random.next() % 9) * 100_000_000_000_000_000))
    let name = ClientOrderID("v1sim\(network.random.next() % 100_000)n\(id.raw)")
    let far = side == .buy ? 2_000 : 4_500
    let near = side == .buy ? 3_100 : 2_900
    switch network.random.next() % 4 {
    case 0:
      return Order(
        id: id, clientOrderID: name, instrument: instrument.id, side: side, type: .limit,
        quantity: quantity, price: Price(Decimal18(far)))
    case 1:
      return Order(
        id: id, clientOrderID: name, instrument: instrument.id, side: side, type: .limit,
        quantity: quantity, price: Price(Decimal18(near)), timeInForce: .ioc)
    default:
      return Order(
        id: id, clientOrderID: name, instrument: instrument.id, side: side, type: .market,
        quantity: quantity)
    }
  }

  /// Compares what was told with the simulated venue's own books.
  private func verify(_ given: SimulatedNetwork, _ sent: [Order], _ name: String) {
    var network = given
    let books = network.admin("/admin/books")
    let wallets = books["accounts"]?.elements?.first?["wallets"]?.elements ?? []
    let theirOrders = wallets.flatMap { $0["orders"]?.elements ?? [] }
    let theirFills = wallets.flatMap { $0["fills"]?.elements ?? [] }
    #expect(network.desk.working.isEmpty, "\(name): \(network.desk.ids) never ended")
    var told: [OrderID: [Fill]] = [:]
    var ends: [OrderID: [VenueEvent]] = [:]
    for event in network.told {
      switch event {
      case .fill(let fill): if let id = fill.order { told[id, default: []].append(fill) }
      case .orderCanceled(let id, _), .orderExpired(let id, _), .orderNotSent(let id, _),
        .orderAbsent(let id, _), .orderRejected(let id, _, _):
        ends[id, default: []].append(event)
      default: break
      }
    }
    for order in sent {
      let there = theirOrders.filter { $0["clientId"]?.text == order.clientOrderID.text }
      #expect(there.count <= 1, "\(name): \(order.id) exists \(there.count) times")
      let ids = there.compactMap { $0["id"]?.plain }
      let wallet = wallets.first { wallet in
        (wallet["orders"]?.elements ?? []).contains {
          $0["clientId"]?.text == order.clientOrderID.text
        }
      }
      let fills = (wallet?["fills"]?.elements ?? []).filter { fill in
        fill["order"]?.plain.map { ids.contains($0) } ?? false
      }
      let sum = fills.reduce(Quantity.zero) { $0 + (Quantity($1["quantity"]?.text ?? "") ?? .zero) }
      let ours = told[order.id] ?? []
      #expect(ours.count == fills.count, "\(name): \(order.id) has \(fills.count) fills")
      #expect(Set(ours.map(\.tradeID)).count == ours.count, "\(name): a fill told twice")
      #expect(ours.reduce(Quantity.zero) { $0 + $1.quantity } == sum, "\(name): \(order.id)")
      #expect((ends[order.id] ?? []).count <= 1, "\(name): \(order.id) ended twice")
      for end in ends[order.id] ?? [] {
        switch end {
        case .orderNotSent, .orderAbsent:
          #expect(there.isEmpty, "\(name): \(order.id) was said to be absent and is not")
        default: break
        }
        if case .orderCanceled(_, let filled) = end { #expect(filled == sum, "\(name)") }
      }
    }
    #expect(theirFills.count >= told.values.reduce(0) { $0 + $1.count })
    verify(network.told, end: sent, name)
  }

  /// The core's own machine of orders, told the same: it refuses nothing and ends every order.
  private func verify(_ told: [VenueEvent], end sent: [Order], _ name: String) {
    var tracker = OrderTracker()
    for order in sent {
      tracker.plan(order, at: Timestamp(nanoseconds: 0))
      tracker.handOver(order.id, at: Timestamp(nanoseconds: 0))
    }
    #expect(tracker.working.count == sent.count)
    for event in told {
      guard let (id, transition) = tracker.apply(event, at: Timestamp(nanoseconds: 1)) else {
        continue
      }
      let state = tracker.state(of: id).map { "\($0)" } ?? ""
      #expect(transition.refusal == nil, "\(name): \(id) \(state) refuses \(event)")
      #expect(!transition.isDuplicateFill, "\(name): \(id)")
    }
    #expect(tracker.working.isEmpty, "\(name): \(tracker.working) never ended for the core")
  }

  struct Shape: Sendable, CustomTestStringConvertible {
    let name: String
    let market: Market
    let type: OrderType
    var price: Int?
    var timeInForce = TimeInForce.gtc
    var postOnly = false
    var trigger: Int?
    var testDescription: String { name }
  }

  static let shapes = [
    Shape(name: "spot market", market: .spot, type: .market),
    Shape(name: "spot limit", market: .spot, type: .limit, price: 2000),
    Shape(name: "spot IOC", market: .spot, type: .limit, price: 3100, timeInForce: .ioc),
    Shape(name: "spot FOK", market: .spot, type: .limit, price: 3100, timeInForce: .fok),
    Shape(name: "spot post-only", market: .spot, type: .limit, price: 2000, postOnly: true),
    Shape(name: "perp market", market: .perp, type: .market),
    Shape(name: "perp limit", market: .perp, type: .limit, price: 2000),
    Shape(name: "perp IOC", market: .perp, type: .limit, price: 3100, timeInForce: .ioc),
    Shape(name: "perp FOK", market: .perp, type: .limit, price: 3100, timeInForce: .fok),
    Shape(name: "perp post-only", market: .perp, type: .limit, price: 2000, postOnly: true),
    Shape(name: "perp stop", market: .perp, type: .stop, trigger: 3500),
    Shape(name: "perp take-profit", market: .perp, type: .takeProfit, trigger: 2500),
  ]

  /// The answer is lost after the order was taken: it is found by its id, and there is one of it.
  @Test(arguments: venues, shapes)
  func oneOrderExistsAfterALostAnswer(_ venue: String, _ shape: Shape) throws {
    for fault in ["timeout_after", "error_after", "disconnect_after"] {
      var network = try SimulatedNetwork(venue, seed: 7)
      network.run(20 * SimulatedNetwork.second) { $0.streams.allSatisfy(\.channel.isWhole) }
      // Nothing but the venue's records can tell.
      network.admin("/admin/faults", #"{"kind":"drop_frames","count":1000}"#)
      network.admin("/admin/faults", #"{"kind":"\#(fault)","method":"POST"}"#)
      var instrument = instrument(&network)
      while instrument.market != shape.market { instrument = self.instrument(&network) }
      let order = Order(
        id: OrderID(1), clientOrderID: ClientOrderID("v1lost1"), instrument: instrument.id,
        side: .buy, type: shape.type, quantity: Quantity(Decimal18(1)),
        price: shape.price.map { Price(Decimal18($0)) }, timeInForce: shape.timeInForce,
        postOnly: shape.postOnly,
        trigger: shape.trigger.map { Trigger(price: Price(Decimal18($0)), reference: .last) })
      network.submit(order, instrument)
      network.run(30 * SimulatedNetwork.second)
      let isFound = network.told.contains {
        if case .orderAccepted = $0 { return true }
        return false
      }
      #expect(isFound, "\(venue) \(shape.name) \(fault): \(network.told)")
      for id in network.desk.ids { network.cancel(id) }
      network.run(30 * SimulatedNetwork.second) { $0.desk.working.isEmpty }
      verify(network, [order], "\(venue) \(shape.name) \(fault)")
      let counters = network.admin("/admin/counters")
      #expect(counters["orders"]?.plain == "1", "\(venue) \(shape.name) \(fault)")
    }
  }
}

extension JSONNode {
  /// A number's or string's own text.
  fileprivate var plain: String? {
    if case .number(let text) = self { return text }
    return text
  }
}
