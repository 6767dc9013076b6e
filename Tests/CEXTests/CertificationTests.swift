import FixedPoint
import Foundation
import JSON
import Secrets
import Testing
import TradingModel
import Transport
import VenueDefinitions
import VenueProtocol
import VenueServer

@testable import CEX

/// Numbered cards: what an exchange must do through our gateway, asked of every venue definition
/// that has a dialect, over real sockets against the simulator.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct CertificationTests {
  static let venues = ["binance", "bybit", "okx"]

  /// A venue with its session.
  struct Desk {
    let venue: String
    let server: SimulatorServer
    let session: VenueSession

    func first(
      _ action: GatewayAction, _ market: Market, _ kind: RequestKind
    ) async throws -> Decoded {
      let answers = await session.ask(action, market, kind)
      return try #require(answers.first).get()
    }

    func symbol(_ market: Market) -> String { market == .spot ? "ETH/USDT" : "ETH/USDT:USDT" }

    func ticket(
      _ market: Market, _ side: Side, _ amount: String, price: Int? = nil, id: String
    ) -> OrderTicket {
      var ticket = OrderTicket(symbol: symbol(market), side: side, isMarket: price == nil)
      ticket.amount = Quantity(amount)
      ticket.price = price.map { Price(Decimal18($0)) }
      ticket.clientOrderID = id
      return ticket
    }

    func select(_ market: Market, _ ids: [String], conditional: Bool = false) -> OrderSelection {
      var selection = OrderSelection()
      selection.symbol = symbol(market)
      selection.clientOrderIDs = ids
      selection.isConditional = conditional
      return selection
    }

    func state(_ market: Market, _ id: String) async throws -> OrderRecord? {
      try await first(.getOrder(select(market, [id])), market, .getOrder).orders.first
    }

    func open(_ market: Market, conditional: Bool = false) async throws -> [OrderRecord] {
      var query = GatewayQuery(kind: .openOrders)
      query.symbol = symbol(market)
      query.isConditional = conditional
      var orders: [OrderRecord] = []
      for answer in await session.ask(.query(query), market, .listOpenOrders) {
        orders += try answer.get().orders
      }
      return orders
    }
  }

  private func with(
    _ venue: String, key: String = "trade", _ body: (Desk) async throws -> Void
  ) async throws {
    let registry = try Fixture.registry.get()
    let definition = try #require(registry.definition(named: venue))
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    let state = try VenueServerState(
      options: ServerOptions(), definitions: registry, at: VenueTime.milliseconds(now))
    let server = try await SimulatorServer.start(state: state, portBase: 0)
    do {
      func port(_ segment: VenueSegment) -> Int {
        server.ports.first { $0.segment == segment }?.port ?? 0
      }
      let (spot, linear): (VenueSegment, VenueSegment) =
        switch venue {
        case "binance": (.binanceSpot, .binanceFutures)
        case "bybit": (.bybit, .bybit)
        default: (.okx, .okx)
        }
      let reached = try #require(
        definition.reached(at: [
          .restSpot: "http://127.0.0.1:\(port(spot))",
          .restLinear: "http://127.0.0.1:\(port(linear))",
        ]))
      let session = try VenueSession(
        reached,
        credentials: Credentials(
          key: "\(key)-key-\(venue)", secret: SecretBytes(copying: "\(key)-secret-\(venue)".utf8),
          passphrase: "test-passphrase"))
      let client = try HTTPClient()
      _ = try await client.send(
        HTTPRequest(.post, "http://127.0.0.1:\(port(.admin))/admin/freeze"), deadline: .seconds(9))
      client.shutDown()
      try await body(Desk(venue: venue, server: server, session: session))
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  @Test("card 1: the clock and the key's rights", arguments: venues)
  func clockAndRights(_ venue: String) async throws {
    for (key, mayWithdraw) in [("trade", false), ("test", true)] {
      try await with(venue, key: key) { desk in
        let time = try await desk.first(.query(.init(kind: .serverTime)), .spot, .getServerTime)
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        #expect(abs((time.serverTime ?? 0) - now) < 5_000)
        let rights = try desk.session.readRights()
        #expect(rights.withdraws == mayWithdraw)
        #expect(rights.tradesSpot == true && rights.tradesPerpetuals == true)
      }
    }
  }

  @Test("card 2: a limit order is placed, found, changed and cancelled", arguments: venues)
  func limitOrder(_ venue: String) async throws {
    try await with(venue) { desk in
      for market in Market.allCases {
        let id = "card2\(market.rawValue)"
        let ticket = desk.ticket(market, .buy, "0.5", price: 2000, id: id)
        _ = try await desk.first(.placeOrder(ticket), market, .placeOrder)
        #expect(try await desk.state(market, id)?.status == .open)
        var change = OrderAmendment(selection: desk.select(market, [id]))
        change.side = .buy
        change.amount = Quantity("0.3")
        if venue == "binance", market == .spot {
          change.newClientOrderID = id
        } else {
          change.price = Price(Decimal18(2010))
        }
        _ = try await desk.first(.amendOrder(change), market, .amendOrder)
        let changed = try #require(try await desk.state(market, id))
        #expect(changed.amount == Quantity("0.3"), "\(market)")
        #expect(changed.status == .open)
        _ = try await desk.first(.cancelOrder(desk.select(market, [id])), market, .cancelOrder)
        #expect(try await desk.state(market, id)?.status == .canceled)
      }
    }
  }

  @Test("card 3: market, IOC, FOK and post-only do what they say", arguments: venues)
  func orderKinds(_ venue: String) async throws {
    try await with(venue) { desk in
      for market in Market.allCases {
        let name = "card3\(market.rawValue)"
        var tickets = [
          desk.ticket(market, .buy, "0.2", id: name + "m"),
          desk.ticket(market, .buy, "0.2", price: 3300, id: name + "i"),
          desk.ticket(market, .buy, "0.2", price: 2000, id: name + "f"),
          desk.ticket(market, .buy, "0.2", price: 2000, id: name + "p"),
        ]
        tickets[1].timeInForce = .ioc
        tickets[2].timeInForce = .fok
        tickets[3].postOnly = true
        var found: [WireOrderStatus?] = []
        for ticket in tickets {
          // Refusing at once what can never fill is as right as letting it expire.
          _ = await desk.session.ask(.placeOrder(ticket), market, .placeOrder)
          found.append(try? await desk.state(market, ticket.clientOrderID ?? "")?.status)
        }
        #expect(found[0] == .filled && found[1] == .filled, "\(market): \(found)")
        #expect(found[2] == .expired || found[2] == .canceled || found[2] == nil, "\(found)")
        #expect(found[3] == .open)
        var query = GatewayQuery(kind: .fills)
        query.symbol = desk.symbol(market)
        let fills = try await desk.first(.query(query), market, .listFills).fills
        #expect(fills.reduce(Quantity.zero) { $0 + ($1.amount ?? .zero) } == Quantity("0.4"))
        #expect(fills.allSatisfy { $0.fee?.currency != nil })
      }
    }
  }

  @Test("card 4: a batch has an outcome an item", arguments: venues)
  func batch(_ venue: String) async throws {
    try await with(venue) { desk in
      // Binance spot takes orders one by one.
      for market in venue == "binance" ? [Market.perp] : Market.allCases {
        let name = "card4\(market.rawValue)"
        let tickets = [
          desk.ticket(market, .buy, "0.2", price: 2000, id: name + "a"),
          // The same id again: refused on every venue while the first is open.
          desk.ticket(market, .buy, "0.4", price: 2000, id: name + "a"),
          desk.ticket(market, .buy, "0.3", price: 2000, id: name + "c"),
        ]
        let placed = await desk.session.ask(.placeOrders(tickets), market, .placeOrders)
        let reports = try placed.flatMap { try $0.get().reports }
        #expect(reports.map { $0.failure == nil } == [true, false, true], "\(reports)")
        #expect(try await desk.open(market).count == 2)
        let cancels = await desk.session.ask(
          .cancelOrders(desk.select(market, [name + "a", name + "x", name + "c"])), market,
          .cancelOrders)
        let ends = cancels.flatMap { (try? $0.get().reports) ?? [] }
        #expect(ends.filter { $0.failure == nil }.count == 2, "\(ends)")
        #expect(try await desk.open(market).isEmpty)
      }
    }
  }

  @Test("card 5: everything is cancelled, in both books", arguments: venues)
  func cancelEverything(_ venue: String) async throws {
    try await with(venue) { desk in
      for market in Market.allCases {
        let plain = desk.ticket(market, .buy, "0.2", price: 2000, id: "card5\(market.rawValue)")
        _ = try await desk.first(.placeOrder(plain), market, .placeOrder)
        if market == .perp {
          var stop = desk.ticket(market, .buy, "0.2", id: "card5stop")
          stop.trigger = OrderTrigger(
            kind: .stopLoss, price: Price(Decimal18(3900)), reference: .last, isRising: nil)
          _ = try await desk.first(.placeOrder(stop), market, .placeOrder)
        }
        let failure = await desk.session.cancelEverything(desk.symbol(market), market)
        #expect(failure == nil, "\(market): \(failure?.reason ?? "")")
        #expect(try await desk.open(market).isEmpty)
        if market == .perp { #expect(try await desk.open(market, conditional: true).isEmpty) }
      }
    }
  }

  @Test("card 6: the dead man's switch is taken", arguments: venues)
  func deadMansSwitch(_ venue: String) async throws {
    try await with(venue) { desk in
      let ticket = desk.ticket(.perp, .buy, "0.2", price: 2000, id: "card6")
      _ = try await desk.first(.placeOrder(ticket), .perp, .placeOrder)
      let shortest: Int64 = venue == "okx" ? 10_000 : 3_000
      _ = try await desk.first(
        .cancelAllAfter(symbol: desk.symbol(.perp), milliseconds: shortest), .perp,
        .cancelAllAfter)
      // Bybit's watches the private stream: LiveGuardTests.
      guard venue != "bybit" else { return }
      #expect(try await desk.open(.perp).count == 1)
      for _ in 0..<30 where try await !desk.open(.perp).isEmpty {
        try await Task.sleep(for: .milliseconds(500))
      }
      #expect(try await desk.open(.perp).isEmpty)
    }
  }

  @Test("card 7: a position's protection is set, replaced and cleared", arguments: venues)
  func protection(_ venue: String) async throws {
    try await with(venue) { desk in
      let symbol = desk.symbol(.perp)
      func trigger(_ price: Int) -> Trigger {
        Trigger(price: Price(Decimal18(price)), reference: .last)
      }
      let none = await desk.session.protect(
        symbol, TradingStop(stopLoss: trigger(2500)), keeping: [])
      #expect(none != nil)
      let ticket = desk.ticket(.perp, .buy, "0.5", id: "card7")
      _ = try await desk.first(.placeOrder(ticket), .perp, .placeOrder)
      for stop in [
        TradingStop(stopLoss: trigger(2500)),
        TradingStop(stopLoss: trigger(2600), takeProfit: trigger(3600)), TradingStop(),
      ] {
        let failure = await desk.session.protect(symbol, stop, keeping: [])
        #expect(failure == nil, "\(failure?.reason ?? "")")
        let prices = try await protections(desk)
        let wanted = [stop.stopLoss, stop.takeProfit].compactMap { $0?.price }
        #expect(prices == Set(wanted), "\(venue): \(prices)")
      }
    }
  }

  private func protections(_ desk: Desk) async throws -> Set<Price> {
    var query = GatewayQuery(kind: .positions)
    query.symbol = desk.symbol(.perp)
    let positions = try await desk.first(.query(query), .perp, .listPositions).positions
    var prices = positions.flatMap { [$0.stopLossPrice, $0.takeProfitPrice].compactMap { $0 } }
    if desk.venue != "bybit" {
      prices = []
      for order in try await desk.open(.perp, conditional: true) {
        let own = [order.stopLossPrice, order.takeProfitPrice].compactMap { $0 }
        prices += own.isEmpty ? [order.triggerPrice].compactMap { $0 } : own
      }
    }
    return Set(prices)
  }

  @Test("card 8: position mode, margin mode and leverage are asserted", arguments: venues)
  func positionSettings(_ venue: String) async throws {
    try await with(venue) { desk in
      for leverage in [5, 5, 7] {
        let failure = await desk.session.assertPosition(
          desk.symbol(.perp), leverage: Rate(Decimal18(leverage)))
        #expect(failure == nil, "\(leverage): \(failure?.reason ?? "")")
      }
    }
  }

  @Test("card 9: ten times the limit is asked for, and nothing is refused", arguments: venues)
  func rates(_ venue: String) async throws {
    try await with(venue) { desk in
      let resting = desk.ticket(.spot, .buy, "0.2", price: 2000, id: "card9")
      _ = try await desk.first(.placeOrder(resting), .spot, .placeOrder)
      var query = GatewayQuery(kind: .openOrders)
      query.symbol = desk.symbol(.spot)
      let bucket = desk.session.definition.wire.requests.endpoint(.listOpenOrders, .spot)
      let limit = desk.session.definition.wire.requests.buckets.first {
        $0.name == bucket?.bucket
      }
      let wanted = 10 * (limit?.limit ?? 1) / max(1, bucket?.weight ?? 1)
      let limited = Counter()
      for _ in 0..<min(wanted, 3_000) {
        desk.session.call(.query(query), .spot, .listOpenOrders) { result in
          if case .failure(.refused(let failure)) = result,
            failure.category == .rateLimited || failure.category == .banned
          {
            limited.add()
          }
        }
      }
      let began = Date()
      _ = try await desk.first(.cancelOrder(desk.select(.spot, ["card9"])), .spot, .cancelOrder)
      #expect(Date().timeIntervalSince(began) < 5, "the cancel waited")
      try await Task.sleep(for: .seconds(3))
      let client = try HTTPClient()
      defer { client.shutDown() }
      let port = desk.server.ports.first { $0.segment == .admin }?.port ?? 0
      let counters = try JSONNode(
        parsing: await client.send(
          HTTPRequest(.get, "http://127.0.0.1:\(port)/admin/counters"), deadline: .seconds(9)
        ).body)
      for segment in counters["venues"]?.members ?? [] {
        #expect(segment.value["limited"] == .number("0"), "\(segment.name)")
      }
      #expect(limited.count == 0)
    }
  }
}

/// Counts from any thread.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var number = 0
  var count: Int { lock.withLock { number } }
  func add() { lock.withLock { number += 1 } }
}
