import FixedPoint
import JSON
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
    var lanes: [String: RateLanes] = [:]
    var delayed: [(due: Timestamp, request: @Sendable () -> Void)] = []
  }

  typealias Completion = @Sendable (Result<Decoded, CallFailure>) -> Void

  /// The exchange, with the addresses it is reached at.
  public let definition: VenueDefinition
  private let dialect: any VenueDialect
  private let decoders: [Market: any VenueDecoder]
  private let client: HTTPClient
  private let state = Mutex(State())
  private let ticker = LiveTicker()

  /// A session with a key. The definition's addresses must be on this machine.
  ///
  /// - Throws: ``GatewayRefusal`` for a venue nothing here speaks to, or `TransportError`.
  public init(_ definition: VenueDefinition, credentials: Credentials) throws {
    self.definition = definition
    let table = try WireTable(
      definition: definition, environment: .production, instruments: InstrumentBook(definition),
      credentials: credentials)
    var decoders: [Market: any VenueDecoder] = [:]
    for market in Market.allCases {
      let base = DecoderBase(
        definition, market: market, symbols: SymbolTable(definition, market: market))
      switch definition.id {
      case "binance": decoders[market] = BinanceDecoder(base: base)
      case "bybit": decoders[market] = BybitDecoder(base: base)
      default: decoders[market] = OKXDecoder(base: base)
      }
    }
    switch definition.id {
    case "binance": dialect = BinanceDialect(table: table)
    case "bybit": dialect = BybitDialect(table: table)
    case "okx": dialect = OKXDialect(table: table)
    default: throw GatewayRefusal("unknownVenue", "no dialect speaks to \(definition.id)")
    }
    self.decoders = decoders
    client = try HTTPClient()
    let buckets = definition.wire.requests.buckets
    state.withLock { state in
      for bucket in buckets {
        state.lanes[bucket.name] = RateLanes(
          capacity: bucket.limit, window: .seconds(Int64(bucket.intervalSeconds)))
      }
    }
    ticker.start(every: 0.02) { [weak self] in self?.sendDelayed() }
  }

  deinit {
    ticker.stop()
    client.shutDown()
  }

  /// The venue's clock, in milliseconds since 1970, as far as it is known.
  var venueTime: Int64 { LiveTicker.wall() / 1_000_000 + state.withLock { $0.offset } }

  /// Sets the offset between the venue's clock and ours by half of a round trip.
  func learnClock(_ completion: @escaping @Sendable (Result<Int64, CallFailure>) -> Void) {
    let start = LiveTicker.wall()
    call(.query(GatewayQuery(kind: .serverTime)), .spot, .getServerTime) { [weak self] result in
      let middle = (start + LiveTicker.wall()) / 2 / 1_000_000
      switch result {
      case .success(let decoded):
        guard let time = decoded.serverTime else {
          return completion(.failure(.unknown("the answer has no time")))
        }
        self?.state.withLock { $0.offset = time - middle }
        completion(.success(time - middle))
      case .failure(let failure): completion(.failure(failure))
      }
    }
  }

  /// Makes a call that is one request; the answer is called back once, on another thread.
  func call(
    _ action: GatewayAction, _ market: Market, _ kind: RequestKind,
    deadline: Duration = .seconds(5), _ completion: @escaping Completion
  ) {
    let requests: [VenueRequest]
    do throws(GatewayRefusal) {
      requests = try dialect.requests(
        for: GatewayCall(market: market, action: action), at: venueTime)
    } catch {
      return completion(.failure(.notSent("\(error.code): \(error.message)")))
    }
    guard let first = requests.first, requests.count == 1 else {
      return completion(.failure(.notSent("the call needs \(requests.count) requests")))
    }
    let now = Timestamp(nanoseconds: LiveTicker.now())
    let grant = state.withLock { state in
      state.lanes[first.bucket]?.ask(Self.lane(first.lane), cost: first.weight, at: now) ?? .now
    }
    switch grant {
    case .now: send(first, market, kind, deadline, completion)
    case .wait(let due) where due.since(now) > .seconds(30):
      completion(.failure(.notSent("the rate limit leaves no room for it")))
    case .wait(let due):
      // It is signed anew when it goes, so that its timestamp is not stale.
      state.withLock { state in
        state.delayed.append(
          (due, { [weak self] in self?.call(action, market, kind, deadline: deadline, completion) })
        )
      }
    }
  }

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
      if response.status == 429 || response.status == 418 { hold(request, response) }
      return decode(response, market, kind)
    }
  }

  private func decode(
    _ response: HTTPResponse, _ market: Market, _ kind: RequestKind
  ) -> Result<Decoded, CallFailure> {
    guard let decoder = decoders[market] else { return .failure(.unknown("no decoder")) }
    var context = RequestContext()
    context.kind = kind
    context.mutates = kind.mutates
    do {
      let decoded = try decoder.answer(
        JSONNode(parsing: response.body), status: response.status, context: context)
      if let failure = decoded.failure ?? decoded.reports.first?.failure {
        return .failure(Self.classify(failure))
      }
      guard kind.accepts(decoded) else {
        return .failure(.unknown("the answer does not answer \(kind.rawValue)"))
      }
      return .success(decoded)
    } catch let failure as WireFailure {
      return .failure(Self.classify(failure))
    } catch {
      return .failure(.unknown("HTTP \(response.status) without JSON"))
    }
  }

  /// Only what the table knows to be a refusal is one; everything else is looked up.
  private static func classify(_ failure: WireFailure) -> CallFailure {
    switch failure.then {
    case .never, .later: .refused(failure)
    default: failure.category == .orderNotFound ? .refused(failure) : .unknown(failure.message)
    }
  }

  private func hold(_ request: VenueRequest, _ response: HTTPResponse) {
    let header = response.headers.first { $0.name.lowercased() == "retry-after" }?.value
    let seconds = header.flatMap { Int64($0) } ?? 1
    let until = Timestamp(nanoseconds: LiveTicker.now()).advanced(
      by: .seconds(min(seconds, 259_200)))
    state.withLock { $0.lanes[request.bucket]?.hold(until: until) }
  }

  private func sendDelayed() {
    let now = Timestamp(nanoseconds: LiveTicker.now())
    let ready = state.withLock { state in
      let ready = state.delayed.filter { $0.due <= now }
      state.delayed.removeAll { $0.due <= now }
      return ready
    }
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
