import Arming
import CEX
import TradingModel
import VenueDefinitions

/// What a configuration says about the streams and addresses of a paper or live run.
struct LivePlan: Sendable {
  /// One stream to open.
  struct Feed: Sendable {
    let definition: VenueDefinition
    let market: Market
    let address: String
    let instruments: [Instrument]
  }

  let configuration: RunConfiguration
  let catalog: Catalog
  let registry: VenueRegistry

  /// The streams of quotes.
  ///
  /// - Throws: ``VenuesError``, as ``QuoteFeeds`` says.
  func feeds() throws(VenuesError) -> [Feed] {
    guard !configuration.quoteStreams.isEmpty else {
      throw VenuesError(
        .staleData, code: "noQuoteStream",
        message: "paper mode needs streams of live quotes, and none is configured",
        path: "quoteStreams",
        hint: "Write quoteStreams: { binance: \"ETH/USDT\" } and endpoints: "
          + "{ binance.publicSpot: \"ws://127.0.0.1:PORT\" }; `venues sim serve` prints ports.")
    }
    var feeds: [Feed] = []
    for stream in configuration.quoteStreams {
      let definition = try definition(stream.venue)
      var instruments: [Instrument] = []
      for symbol in stream.symbols {
        instruments.append(try instrument(symbol, stream.venue, definition))
      }
      for market in [Market.spot, .perp] {
        let wanted = instruments.filter { $0.market == market }
        if wanted.isEmpty { continue }
        let service: WireService = market == .spot ? .publicSpot : .publicLinear
        feeds.append(
          Feed(
            definition: definition, market: market, address: try address(service, of: definition),
            instruments: wanted))
      }
    }
    return feeds
  }

  /// The exchanges to trade on, with the addresses of their private services, all on this machine.
  func tradingVenues() throws(VenuesError) -> [(
    definition: VenueDefinition, addresses: [(WireService, String)]
  )] {
    var venues: [(definition: VenueDefinition, addresses: [(WireService, String)])] = []
    for stream in configuration.quoteStreams {
      let definition = try definition(stream.venue)
      var addresses: [(WireService, String)] = []
      for service in [WireService.restSpot, .restLinear] {
        addresses.append((service, try address(service, of: definition)))
      }
      // Deposits and withdrawals are asked at an address of their own, or at that of spot.
      let wallet: WireService = isConfigured(.restWallet, definition) ? .restWallet : .restSpot
      addresses.append((.restWallet, try address(wallet, of: definition)))
      // A venue without addresses of its streams is asked for its records more often.
      for service in [WireService.privateSpot, .privateLinear]
      where isConfigured(service, definition) {
        addresses.append((service, try address(service, of: definition)))
      }
      let table = Dictionary(addresses, uniquingKeysWith: { first, _ in first })
      guard let reached = definition.reached(at: table) else {
        throw VenuesError(
          .notArmed, code: "endpointNotArmed", message: "an address is not on this machine",
          path: "endpoints")
      }
      venues.append((reached, addresses))
    }
    return venues
  }

  private func isConfigured(_ service: WireService, _ definition: VenueDefinition) -> Bool {
    let name = "\(definition.id).\(service.rawValue)"
    return configuration.endpoints.contains { $0.service == name }
  }

  /// The address of a service: as configured, else the venue's own. It must be on this machine.
  func address(
    _ service: WireService, of definition: VenueDefinition
  ) throws(VenuesError) -> String {
    let name = "\(definition.id).\(service.rawValue)"
    let own = definition.wire.requests.environment(.production)?.address(of: service)
    guard let address = configuration.endpoints.first(where: { $0.service == name })?.address ?? own
    else {
      throw VenuesError(
        .configuration, code: "noEndpoint", message: "\(definition.id) has no \(service.rawValue)",
        path: "endpoints.\(name)", hint: "Write its address there.")
    }
    guard LoopbackEndpoint.contains(address) else {
      throw VenuesError(
        .notArmed, code: "endpointNotArmed",
        message: "\(address) is not on this machine, and only loopback can be reached",
        path: "endpoints.\(name)",
        hint: "Point it at a simulator: `venues sim serve` prints its addresses.")
    }
    return address
  }

  /// The definition of an exchange.
  func definition(_ venue: String) throws(VenuesError) -> VenueDefinition {
    guard let definition = registry.definition(named: venue),
      catalog.venue(named: definition.id)?.kind == .exchange
    else {
      let known = catalog.venues.filter { $0.kind == .exchange }.map(\.name)
      throw VenuesError(
        .configuration, code: "unknownVenue", message: "'\(venue)' is no exchange",
        path: "quoteStreams.\(venue)", hint: "Allowed: \(known.joined(separator: ", ")).")
    }
    return definition
  }

  private func instrument(
    _ symbol: String, _ venue: String, _ definition: VenueDefinition
  ) throws(VenuesError) -> Instrument {
    let listed = catalog.instruments.filter { catalog[$0.venue].name == definition.id }
    guard let instrument = listed.first(where: { $0.symbol == symbol }) else {
      throw VenuesError(
        .configuration, code: "unknownInstrument", message: "\(venue) has no '\(symbol)'",
        path: "quoteStreams.\(venue)",
        hint: "It has: \(listed.map(\.symbol).joined(separator: ", ")).")
    }
    return instrument
  }
}
