import FixedPoint
import Orders
import Synchronization
import TradingModel
import Transport
import VenueDefinitions

/// Makes calls to one venue and reads the answers: signs by the venue's clock, keeps to the rate
/// lanes, and tells what is known where no answer came. Sends nothing twice.
public final class VenueSession: Sendable {
  private struct State {
    var offset: Int64 = 0
    var delayed: [Delayed] = []
    var number = 0
  }

  private struct Delayed {
    let due: Int64
    let lane: RateLane
    let number: Int
    let request: @Sendable () -> Void
  }

  typealias Completion = @Sendable (Result<Decoded, CallFailure>) -> Void

  /// The exchange, with the addresses it is reached at.
  public let definition: VenueDefinition
  /// The private streams it has for this key.
  let privateProtocols: [PrivateProtocol]
  private let dialect: any VenueDialect
  private let reader: AnswerReader
  private let client: HTTPClient
  let budget: RateBudget
  private let state = Mutex(State())
  private let ticker = LiveTicker()

  /// A session with a key. The definition's addresses must be on this machine.
  ///
  /// - Throws: ``GatewayRefusal`` for a venue nothing here speaks to, or `TransportError`.
  public init(_ definition: VenueDefinition, credentials: Credentials) throws {
    self.definition = definition
    privateProtocols = PrivateProtocol.all(definition, credentials: credentials)
    let table = try WireTable(
      definition: definition, environment: .production, instruments: InstrumentBook(definition),
      credentials: credentials)
    switch definition.id {
    case "binance": dialect = BinanceDialect(table: table)
    case "bybit": dialect = BybitDialect(table: table)
    case "okx": dialect = OKXDialect(table: table)
    default: throw GatewayRefusal("unknownVenue", "no dialect speaks to \(definition.id)")
    }
    reader = AnswerReader(definition)
    client = try HTTPClient()
    let environment = definition.wire.requests.environment(.production)
    budget = try RateBudget(
      definition, origin: environment?.address(of: .restSpot) ?? definition.id,
      key: credentials.key, folder: RateBudget.folder)
    ticker.start(every: 0.02) { [weak self] in self?.sendDelayed() }
  }

  deinit {
    ticker.stop()
    client.shutDown()
  }

  /// How long a signed request can be carried out, in nanoseconds.
  var receiveWindow: Int64 {
    Int64(definition.wire.requests.receiveWindowMilliseconds) * 1_000_000
  }

  /// The venue's clock, in milliseconds since 1970, as far as it is known.
  var venueTime: Int64 { LiveTicker.wall() / 1_000_000 + state.withLock { $0.offset } }

  /// The offset between the venue's clock and ours by half of a round trip; both in milliseconds.
  struct ClockReading: Sendable {
    let offset: Int64
    let roundTrip: Int64
  }

  /// Reads the venue's clock.
  func learnClock(_ completion: @escaping @Sendable (Result<ClockReading, CallFailure>) -> Void) {
    let start = LiveTicker.wall()
    call(.query(GatewayQuery(kind: .serverTime)), .spot, .getServerTime) { result in
      let end = LiveTicker.wall()
      completion(
        result.flatMap { decoded in
          guard let time = decoded.serverTime else {
            return .failure(.unknown("the answer has no time"))
          }
          let middle = (start + end) / 2 / 1_000_000
          return .success(
            ClockReading(offset: time - middle, roundTrip: (end - start) / 1_000_000))
        })
    }
  }

  /// Signs by this offset from now on.
  func setClock(_ offset: Int64) { state.withLock { $0.offset = offset } }

  /// Makes a call that is one request; the answer is called back once, on another thread.
  func call(
    _ action: GatewayAction, _ market: Market, _ kind: RequestKind,
    deadline: Duration = .seconds(5), _ completion: @escaping Completion
  ) {
    call(action, market, kind, part: nil, deadline: deadline, completion)
  }

  /// How many requests a call becomes.
  ///
  /// - Throws: ``GatewayRefusal`` when nothing may be sent.
  func parts(of action: GatewayAction, _ market: Market) throws(GatewayRefusal) -> Int {
    try dialect.requests(for: GatewayCall(market: market, action: action), at: venueTime).count
  }

  /// Makes one request of a call that may be several; nil stands for the only one.
  func call(
    _ action: GatewayAction, _ market: Market, _ kind: RequestKind, part: Int?,
    deadline: Duration = .seconds(5), _ completion: @escaping Completion
  ) {
    let requests: [VenueRequest]
    do throws(GatewayRefusal) {
      requests = try dialect.requests(
        for: GatewayCall(market: market, action: action), at: venueTime)
    } catch {
      return completion(.failure(.notSent("\(error.code): \(error.message)")))
    }
    guard part != nil || requests.count == 1, requests.indices.contains(part ?? 0) else {
      return completion(.failure(.notSent("the call needs \(requests.count) requests")))
    }
    let first = requests[part ?? 0]
    let lane = Self.lane(first.lane)
    let now = LiveTicker.wall()
    switch budget.ask(first.bucket, lane, cost: first.weight, at: now) {
    case .now: send(first, market, kind, deadline, completion)
    case .never: completion(.failure(.notSent("the request is beyond the venue's limit")))
    case .wait(let due) where due - now > Self.longestWait:
      completion(.failure(.notSent("the rate limit leaves no room for it")))
    case .wait(let due):
      // It is signed anew when it goes, so that its timestamp is not stale.
      let request: @Sendable () -> Void = { [weak self] in
        self?.call(action, market, kind, part: part, deadline: deadline, completion)
      }
      state.withLock { state in
        state.number += 1
        state.delayed.append(
          Delayed(due: due, lane: lane, number: state.number, request: request))
      }
    }
  }

  /// Longest a request waits for room, in nanoseconds.
  private static let longestWait: Int64 = 30_000_000_000

  private func send(
    _ request: VenueRequest, _ market: Market, _ kind: RequestKind, _ deadline: Duration,
    _ completion: @escaping Completion
  ) {
    let wire = HTTPRequest(
      HTTPMethod(rawValue: request.method.rawValue) ?? .get, request.url,
      headers: request.headers.map { HTTPHeader($0.name, $0.value) }, body: request.body)
    client.submit(wire, deadline: deadline) { [weak self] result in
      guard let self else { return completion(.failure(.unknown("the session ended"))) }
      completion(self.read(result, request, market, kind))
    }
  }

  private func read(
    _ result: Result<HTTPResponse, TransportError>, _ request: VenueRequest, _ market: Market,
    _ kind: RequestKind
  ) -> Result<Decoded, CallFailure> {
    switch result {
    case .failure(let error):
      if error.delivery == .nothingSent { return .failure(.notSent("\(error)")) }
      return .failure(.unknown("\(error)"))
    case .success(let response):
      note(response, request)
      let result = reader.read(response.body, status: response.status, market, kind)
      if case .failure(.refused(let failure)) = result { hold(failure, response, request) }
      return result
    }
  }

  /// A limit was passed all the same, or the address is banned: nothing is asked before the venue
  /// listens again.
  private func hold(
    _ failure: WireFailure, _ response: HTTPResponse, _ request: VenueRequest
  ) {
    let isBan = failure.category == .banned
    guard isBan || failure.category == .rateLimited else { return }
    let header = response.headers.first { $0.name.lowercased() == "retry-after" }?.value
    let seconds = min(header.flatMap { Int64($0) } ?? (isBan ? 120 : 1), 259_200)
    var until = LiveTicker.wall() + seconds * 1_000_000_000
    if let retryAt = failure.retryAt {
      let told = retryAt.multipliedReportingOverflow(by: 1_000_000)
      if !told.overflow { until = max(until, min(told.partialValue, until + 259_200_000_000_000)) }
    }
    budget.hold(request.bucket, until: until, isBan: isBan)
  }

  /// Binance tells what its address has used in the running minute.
  private func note(_ response: HTTPResponse, _ request: VenueRequest) {
    let header = response.headers.first { header in
      let name = header.name.lowercased()
      return name == "x-mbx-used-weight-1m" || name == "x-sapi-used-ip-weight-1m"
    }
    guard let used = header.flatMap({ Int($0.value) }), used >= 0 else { return }
    budget.observe(request.bucket, used: used, at: LiveTicker.wall())
  }

  private func sendDelayed() {
    let now = LiveTicker.wall()
    var ready = state.withLock { state in
      let ready = state.delayed.filter { $0.due <= now }
      state.delayed.removeAll { $0.due <= now }
      return ready
    }
    ready.sort { ($0.lane.rawValue, $0.number) < ($1.lane.rawValue, $1.number) }
    for item in ready { item.request() }
  }

  private static func lane(_ lane: WireEndpoint.Lane) -> RateLane {
    switch lane {
    case .cancel: .cancel
    case .reduce: .reduce
    case .new: .new
    case .query: .query
    }
  }
}
