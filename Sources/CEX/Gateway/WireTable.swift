import FixedPoint
import TradingModel
import VenueDefinitions

/// A venue's tables prepared for one environment and account.
struct WireTable: Sendable {
  let definition: VenueDefinition
  let requests: WireRequests
  let environment: WireEnvironment
  let instruments: InstrumentBook
  let credentials: Credentials?
  let sides: [[UInt8]]
  let timeInForce: [TimeInForce: [UInt8]]
  let receiveWindow: String
  /// How much answers to orders tell.
  let answer: OrderAnswer
  private let endpoints: [EndpointName: PreparedEndpoint]
  private let linearEndpoints: [EndpointName: PreparedEndpoint]

  init(
    definition: VenueDefinition, environment name: WireEnvironment.Name,
    instruments: InstrumentBook, credentials: Credentials?, answer: OrderAnswer = .result
  ) throws(GatewayRefusal) {
    let requests = definition.wire.requests
    guard let environment = requests.environment(name) else {
      throw .notSupported("\(definition.id) has no environment \"\(name.rawValue)\"")
    }
    self.definition = definition
    self.requests = requests
    self.environment = environment
    self.instruments = instruments
    self.credentials = credentials
    endpoints = Self.prepare(requests, environment, .spot)
    linearEndpoints = Self.prepare(requests, environment, .perp)
    self.answer = answer
    receiveWindow = String(requests.receiveWindowMilliseconds)
    let words = requests.words("sides")
    sides = [Side.buy, .sell].map { Array((words.word(for: $0.rawValue) ?? "").utf8) }
    let times = requests.words("timeInForce")
    timeInForce = TimeInForce.allCases.reduce(into: [:]) { table, time in
      table[time] = times.word(for: time.rawValue).map { Array($0.utf8) }
    }
  }

  private static func prepare(
    _ requests: WireRequests, _ environment: WireEnvironment, _ market: Market
  ) -> [EndpointName: PreparedEndpoint] {
    requests.endpoints.reduce(into: [:]) { table, endpoint in
      guard (endpoint.market ?? market) == market,
        let host = environment.address(of: endpoint.host)
      else { return }
      table[endpoint.name] = PreparedEndpoint(endpoint: endpoint, origin: host)
    }
  }

  /// The endpoint of a name in a market.
  func endpoint(_ name: EndpointName, _ market: Market) throws(GatewayRefusal) -> PreparedEndpoint {
    if let found = (market == .spot ? endpoints : linearEndpoints)[name] { return found }
    let place = "\(definition.id) \(market == .spot ? "spot" : "linear")"
    guard requests.endpoint(name, market) == nil else {
      throw .notSupported("\(place) has no \(name.rawValue) in \(environment.name.rawValue)")
    }
    throw .notSupported("\(place) has no request for \(name.rawValue)")
  }

  /// Whether the venue has such a request.
  func has(_ name: EndpointName, _ market: Market) -> Bool {
    (market == .spot ? endpoints : linearEndpoints)[name] != nil
  }

  /// The venue's word for a side.
  func word(_ side: Side) -> [UInt8] { sides[side == .buy ? 0 : 1] }

  /// The venue's word for ours.
  func word(
    _ table: String, _ ours: String, field: String
  ) throws(GatewayRefusal) -> [UInt8] {
    let words = requests.words(table)
    if let word = words.word(for: ours) { return Array(word.utf8) }
    let known = words.entries.map(\.ours)
    let nearest = Spelling.nearest(to: ours, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
    throw .invalid(
      field,
      "is \"\(ours)\", which \(definition.id) does not have\(nearest)"
        + " (\(known.joined(separator: ", ")))"
    )
  }

  /// The venue's name of a network for an asset: as the networks table says, else its general word,
  /// else the venue's own spelling where it is one.
  func network(_ network: String, of asset: String) throws(GatewayRefusal) -> String {
    let wanted = network.uppercased()
    let known = definition.networks.filter { $0.asset == asset }
    if let exact = known.first(where: { $0.network == wanted || $0.venueNetwork == network }) {
      return exact.venueNetwork
    }
    let words = requests.words("networks")
    if let word = words.word(for: wanted) { return word }
    if let word = words.entries.first(where: { $0.theirs == network }) { return word.theirs }
    let names = known.map(\.network) + words.entries.map(\.ours)
    let nearest = Spelling.nearest(to: network, among: names).map { "; did you mean \"\($0)\"?" }
    throw .invalid(
      "network", "is \"\(network)\", which \(definition.id) is not known to have\(nearest ?? "")")
  }

  /// The account's key.
  func requireCredentials() throws(GatewayRefusal) -> Credentials {
    guard let credentials else {
      throw GatewayRefusal("credentialsMissing", "this call needs a key of \(definition.id)")
    }
    return credentials
  }

  /// Checks a client order id against the venue's rule.
  func checkClientOrderID(_ id: String, _ market: Market) throws(GatewayRefusal) {
    guard let rule = requests.clientOrderIDRule(for: market), !rule.accepts(id) else { return }
    throw GatewayRefusal(
      "invalidClientOrderId",
      "\(definition.id) accepts ids of 1 to \(rule.maximumLength) of \(rule.characters)"
    )
  }

  /// Checks a venue's order id: digits where the venue counts, else letters, digits and dashes.
  func checkOrderID(_ id: String, digitsOnly: Bool) throws(GatewayRefusal) {
    let isRight = id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "-"):
        !digitsOnly
      default: false
      }
    }
    guard isRight, !id.isEmpty, id.utf8.count <= 64 else {
      throw .invalid("orderId", "is no order id of \(definition.id)")
    }
  }
}
