import FixedPoint
import Foundation
import JSON
import Testing
import TradingModel
import Transport
import VenueDefinitions
import VenueProtocol
import VenueServer

@testable import Venues

/// The simulated venues on loopback ports, one of them with a live desk on it.
struct LiveVenue {
  let venue: String
  let server: SimulatorServer

  static let all = ["binance", "bybit", "okx"]

  /// Runs something on a venue that is stopped in any case.
  static func with(
    _ venue: String, _ change: (inout ServerOptions) -> Void = { _ in },
    _ body: (LiveVenue) async throws -> Void
  ) async throws {
    let venue = try await start(venue, change)
    do {
      try await body(venue)
    } catch {
      await venue.server.stop()
      throw error
    }
    await venue.server.stop()
  }

  /// Stops the market: a debug build of the simulator needs its processor for better. Binance tells
  /// quotes only when they change, so that a run must have begun before.
  func freeze(_ isFrozen: Bool = true) async throws {
    try await admin("/admin/freeze", body: #"{"frozen":\#(isFrozen)}"#)
  }

  private static func start(
    _ venue: String, _ change: (inout ServerOptions) -> Void = { _ in }
  ) async throws -> LiveVenue {
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    var options = ServerOptions()
    change(&options)
    let state = try VenueServerState(
      options: options, definitions: try VenueRegistry.embedded(),
      at: VenueTime.milliseconds(now))
    return LiveVenue(
      venue: venue, server: try await SimulatorServer.start(state: state, portBase: 0))
  }

  func port(_ segment: VenueSegment) -> Int {
    server.ports.first { $0.segment == segment }?.port ?? 0
  }

  private var segments: (spot: VenueSegment, linear: VenueSegment) {
    switch venue {
    case "binance": (.binanceSpot, .binanceFutures)
    case "bybit": (.bybit, .bybit)
    default: (.okx, .okx)
    }
  }

  /// The beginnings of the private streams' paths.
  var privatePaths: (spot: String, linear: String) {
    switch venue {
    case "binance": ("/ws-api/v3", "/private")
    case "bybit": ("/v5/private", "/v5/private")
    default: ("/ws/v5/private", "/ws/v5/private")
    }
  }

  func configuration(streams: Bool, key: String = "trade", more: [String] = []) -> String {
    let spot = "127.0.0.1:\(port(segments.spot))"
    let linear = "127.0.0.1:\(port(segments.linear))"
    let paths =
      switch venue {
      case "binance": ["", ""]
      case "bybit": ["/v5/public/spot", "/v5/public/linear"]
      default: ["/ws/v5/public", "/ws/v5/public"]
      }
    setenv("LIVE_KEY_\(venue)_\(key)", "\(key)-key-\(venue)", 1)
    setenv("LIVE_SECRET_\(venue)_\(key)", "\(key)-secret-\(venue)", 1)
    setenv("LIVE_PASSPHRASE", "test-passphrase", 1)
    var lines = [
      "schema: venues.config/1",
      "openingBalances: { \"\(venue):BaseToken:USDT\": \"100000\" }",
      "account: sim",
      "maximumQuoteAgeSeconds: \"600\"",
      "quoteStreams: { \(venue): \"ETH/USDT ETH/USDT:USDT\" }",
      "endpoints:",
      "  \(venue).publicSpot: \"ws://\(spot)\(paths[0])\"",
      "  \(venue).publicLinear: \"ws://\(linear)\(paths[1])\"",
      "  \(venue).restSpot: \"http://\(spot)\"",
      "  \(venue).restLinear: \"http://\(linear)\"",
    ]
    if streams {
      lines += [
        "  \(venue).privateSpot: \"ws://\(spot)\(privatePaths.spot)\"",
        "  \(venue).privateLinear: \"ws://\(linear)\(privatePaths.linear)\"",
      ]
    }
    lines += [
      "secrets:",
      "  \(venue).key: \"env:LIVE_KEY_\(venue)_\(key)\"",
      "  \(venue).secret: \"env:LIVE_SECRET_\(venue)_\(key)\"",
      "  \(venue).passphrase: \"env:LIVE_PASSPHRASE\"",
    ]
    return (lines + more).joined(separator: "\n")
  }

  func factory(
    streams: Bool = true, key: String = "trade", more: [String] = []
  ) throws -> ExecutionInterfaceFactory {
    let text = configuration(streams: streams, key: key, more: more)
    return try ExecutionInterfaceFactory(
      configuration: try LayeredConfiguration(file: (text: text, path: "test")).configuration)
  }

  /// An armed desk on a journal, which is a new one unless named.
  func desk(
    streams: Bool = true, key: String = "trade", journal: String? = nil, more: [String] = []
  ) throws -> Desk {
    let factory = try factory(streams: streams, key: key, more: more)
    var consent = LiveConsent(requestedMode: .live, environmentValue: "true")
    do {
      _ = try factory.makeDesk(mode: .live, live: consent)
      Issue.record("armed without the phrase")
    } catch {
      #expect(error.kind == .notArmed)
      let digest = error.hint.split(separator: "begins with ").last?.prefix(8) ?? ""
      consent.phrase = "trade live sim \(digest)"
    }
    let file =
      journal ?? FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    return try factory.makeDesk(mode: .live, journal: try RunJournal(path: file), live: consent)
  }

  func trade(
    _ market: String, _ side: String, _ quantity: String, id: String, more: String = ""
  ) throws -> Instruction {
    let pair = market == "spot" ? "ETH/USDT" : "ETH/USDT:USDT"
    let type = more.contains("\"type\"") ? "" : #""type":"market","#
    return try Desks.instruction(
      """
      {"schema":"venues.instruction/1","action":"trade","venue":"\(venue)","market":"\(market)",
       "pair":"\(pair)","side":"\(side)",\(type)\(more)"quantity":"\(quantity)"}
      """, id: id)
  }

  @discardableResult
  func admin(
    _ path: String, body: String? = nil, method: HTTPMethod? = nil
  ) async throws -> JSONNode {
    let client = try HTTPClient()
    defer { client.shutDown() }
    let request = HTTPRequest(
      method ?? (body == nil ? .get : .post), "http://127.0.0.1:\(port(.admin))\(path)",
      body: Array((body ?? "").utf8))
    return try JSONNode(parsing: await client.send(request, deadline: .seconds(30)).body)
  }

  /// Puts a fault on the frames of one market's private stream.
  func streamFault(
    _ kind: String, _ market: Market, count: Int = 1, likelihood: Int = 1_000_000,
    seconds: Int? = nil
  ) async throws {
    let (segment, path) =
      market == .spot
      ? (segments.spot, privatePaths.spot) : (segments.linear, privatePaths.linear)
    let end = seconds.map { #","seconds":\#($0)"# } ?? ""
    try await admin(
      "/admin/faults",
      body: #"{"kind":"\#(kind)","venue":"\#(segment.rawValue)","path":"\#(path)","#
        + #""count":\#(count),"likelihood":\#(likelihood)\#(end)}"#)
  }

  /// Private requests of the venue's segments so far.
  func privateRequests() async throws -> Int {
    let venues = try await admin("/admin/counters")["venues"]
    return Set([segments.spot, segments.linear]).reduce(0) {
      $0 + (Int(venues?[$1.rawValue]?["private"]?.plainText ?? "") ?? 0)
    }
  }

  func counter(_ name: String) async throws -> Int {
    Int(try await admin("/admin/counters")[name]?.plainText ?? "") ?? -1
  }

  /// The wallets the books hold, that of spot first.
  var wallets: [String] {
    switch venue {
    case "binance": ["binanceSpot", "binanceFutures"]
    case "bybit": ["bybitUnified"]
    default: ["okxTrading"]
    }
  }

  /// Our books and the simulator's own are equal, wallet by wallet.
  func compare(_ desk: Desk, _ comment: Comment = "") async throws {
    let (ours, theirs) = try await books(desk)
    #expect(ours == theirs, comment)
  }

  /// Our books and the simulator's own.
  func books(
    _ desk: Desk
  ) async throws -> (ours: [String: Quantity], theirs: [String: Quantity]) {
    var theirs: [String: Quantity] = [:]
    let books = try await admin("/admin/books")
    for wallet in books["accounts"]?.elements?.first?["wallets"]?.elements ?? []
    where wallets.contains(wallet["wallet"]?.text ?? "") {
      for balance in wallet["balances"]?.elements ?? [] {
        let key = "\(venue):BaseToken:\(balance["asset"]?.text ?? "")"
        theirs[key, default: .zero] += Quantity(balance["total"]?.text ?? "") ?? .zero
      }
      for position in wallet["positions"]?.elements ?? [] {
        theirs["\(venue):Perp:ETHUSDT"] = Quantity(position["size"]?.text ?? "") ?? .zero
      }
    }
    var ours: [String: Quantity] = [:]
    for position in await desk.positions.positions where !position.amount.isZero {
      let name = desk.catalog.name(of: position.key)
      ours[name.hasPrefix("\(venue):Perp:") ? "\(venue):Perp:ETHUSDT" : name] = position.amount
    }
    return (ours, theirs.filter { !$0.value.isZero })
  }

  /// Orders that wait in the simulator's own books.
  func waitingOrders() async throws -> Int {
    let wallets = try await admin("/admin/books")["accounts"]?.elements?.first?["wallets"]
    let orders = (wallets?.elements ?? []).flatMap { $0["orders"]?.elements ?? [] }
    return orders.filter { $0["status"]?.text == "open" }.count
  }

  /// Waits until something holds, at most so many seconds.
  static func eventually(
    within seconds: Double, _ holds: () async throws -> Bool
  ) async throws -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      if try await holds() { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return try await holds()
  }
}

extension JSONNode {
  /// A number's or string's own text.
  var plainText: String? {
    if case .number(let text) = self { return text }
    return text
  }
}
