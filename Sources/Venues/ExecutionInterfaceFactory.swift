import ExecutionCore
import ExecutionRuntime
import FixedPoint
import Journal
import MarketData
import Orders
import RiskControl
import TradingModel
import VenueDefinitions

/// Builds desks and their interfaces. It holds the only switch over the mode.
public struct ExecutionInterfaceFactory: Sendable {
  /// What runs are set up with.
  public let configuration: RunConfiguration
  /// Venues, assets and instruments.
  public let catalog: Catalog
  let registry: VenueRegistry
  private let venuesDirectory: String?

  /// A factory over the embedded venue definitions, or those of a directory laid over them.
  ///
  /// - Throws: ``VenuesError`` (configuration) for a flawed venue file.
  public init(
    configuration: RunConfiguration, venuesDirectory: String? = nil
  ) throws(VenuesError) {
    self.configuration = configuration
    self.venuesDirectory = venuesDirectory
    do {
      let registry =
        try venuesDirectory.map { folder throws(VenueDefinitionError) in
          try VenueRegistry.embedded(overriddenBy: folder)
        } ?? VenueRegistry.embedded()
      catalog = try registry.catalog()
      self.registry = registry
    } catch {
      throw VenuesError(
        .configuration, code: "venueDefinition", message: "\(error)",
        hint: "Correct the file, or leave --venues-dir away.")
    }
  }

  /// A factory over the embedded configuration and venue definitions.
  ///
  /// - Throws: ``VenuesError`` (configuration).
  public init(venuesDirectory: String? = nil) throws(VenuesError) {
    let configuration: RunConfiguration
    do {
      configuration = try .embedded()
    } catch {
      throw VenuesError(
        .configuration, code: "configuration", message: error.message,
        path: "\(error.file): \(error.path)", hint: error.hint)
    }
    try self.init(configuration: configuration, venuesDirectory: venuesDirectory)
  }

  /// A backtest desk on market data of the caller's own.
  public func makeDesk(
    feed: HistoricalFeed, start: Timestamp? = nil, recorder: (any InputRecorder)? = nil
  ) throws(VenuesError) -> Desk {
    let engine = try Engine(
      configuration: configuration, core: try coreConfiguration(), feed: feed,
      start: start ?? configuration.start, recorder: recorder, journal: nil)
    return Desk(engine: engine, catalog: catalog, mode: .backtest)
  }

  /// A desk of that mode. Without a data directory a backtest runs on the sample inside the
  /// binary; `start` overrides the configuration's. With a journal the run is durable: a new one
  /// begins it, an existing one goes on where it ended, and `start` is then the journal's. `live`
  /// is what the safety gate looks at.
  public func makeDesk(
    mode: ExecutionMode = .backtest, dataDirectory: String? = nil, start: Timestamp? = nil,
    recorder: (any InputRecorder)? = nil, journal: RunJournal? = nil,
    live: LiveConsent = LiveConsent()
  ) throws(VenuesError) -> Desk {
    switch mode {
    case .backtest:
      let start = start ?? journal?.start ?? configuration.start
      let data = dataDirectory ?? journal?.dataDirectory
      let header = runHeader(mode, start: start, data: data)
      let store = try journal.map { journal throws(VenuesError) in
        try makeRecorder(journal, header, durability: .process)
      }
      let engine = try Engine(
        configuration: configuration, core: try coreConfiguration(),
        feed: try loadFeed(data, start), start: start, recorder: recorder, journal: store)
      return Desk(engine: engine, catalog: catalog, mode: mode)
    case .paper:
      return try makePaperDesk(registry, recorder: recorder, journal: journal)
    case .live:
      return try makeLiveDesk(live, journal: journal)
    }
  }

  /// Like ``makeDesk(mode:dataDirectory:start:recorder:journal:live:)``, for every mode: a live run
  /// on a chain asks its nodes before it is armed. Live needs a journal.
  ///
  /// - Throws: ``VenuesError``.
  public func openDesk(
    mode: ExecutionMode, dataDirectory: String? = nil, start: Timestamp? = nil,
    journal: RunJournal? = nil, live: LiveConsent = LiveConsent()
  ) async throws -> Desk {
    if mode == .live, !configuration.chains.isEmpty {
      return try await openChainDesk(journal, live)
    }
    return try makeDesk(
      mode: mode, dataDirectory: dataDirectory, start: start, journal: journal, live: live)
  }

  /// What a journal of such a run belongs to.
  func runHeader(_ mode: ExecutionMode, start: Timestamp, data: String?) -> RunHeader {
    RunHeader(
      configuration: configuration.canonicalText,
      venuesDigest: VenueDefinitionsDigest.of(overriddenBy: venuesDirectory),
      venuesDirectory: venuesDirectory ?? "", mode: mode, start: start, data: data ?? "")
  }

  func makeRecorder(
    _ journal: RunJournal, _ header: RunHeader, durability: JournalDurability
  ) throws(VenuesError) -> JournalRecorder {
    let store = try journal.begin(header, durability: durability)
    do {
      return try JournalRecorder(store, catalog: catalog)
    } catch {
      throw VenuesError(error)
    }
  }

  /// The three interfaces to one desk.
  public func makeInterfaces(
    of desk: Desk
  ) -> (
    cex: CEXExecutionInterface, onChain: OnChainExecutionInterface,
    transfer: TransferExecutionInterface
  ) {
    (
      CEXExecutionInterface(desk: desk), OnChainExecutionInterface(desk: desk),
      TransferExecutionInterface(desk: desk)
    )
  }

  /// The market data around an instant: of a directory, or the sample inside the binary.
  ///
  /// - Throws: ``VenuesError`` (staleData) for flawed data, or where there are none.
  public func loadFeed(
    _ directory: String? = nil, _ start: Timestamp
  ) throws(VenuesError) -> HistoricalFeed {
    let feed: HistoricalFeed
    do {
      feed = try HistoricalFeed.load(
        directory: directory, configuration: configuration, start: start, catalog: catalog)
    } catch {
      throw VenuesError(
        .staleData, code: "data", message: "\(error)",
        hint: "`venues data check FILE` shows every flaw; --set gaps=skip --set conflicts=first "
          + "declares a policy.")
    }
    guard feed.count > 0 else {
      throw VenuesError(
        .staleData, code: "noData", message: "there are no data around \(start)",
        path: directory ?? "embedded sample",
        hint: "The embedded sample covers 2024-08-01 to 2024-09-14; choose --at inside the data.")
    }
    return feed
  }

  func coreConfiguration() throws(VenuesError) -> CoreConfiguration {
    guard let currency = catalog.asset(named: configuration.reportingCurrency) else {
      throw unknown("reportingCurrency", configuration.reportingCurrency)
    }
    guard let wallet = catalog.venue(named: configuration.defaultWallet), wallet.kind == .wallet
    else { throw unknown("defaultWallet", configuration.defaultWallet) }
    var book: [String: VenueID] = [:]
    for entry in configuration.addressBook {
      guard let venue = catalog.venue(named: entry.wallet) else {
        throw unknown("addressBook.\(entry.label)", entry.wallet)
      }
      book[entry.label] = venue.id
    }
    var limits = RiskLimits()
    limits.maximumOrderNotional = configuration.maximumOrderNotional
    limits.maximumEquityMultiple = configuration.maximumEquityMultiple
    return CoreConfiguration(
      catalog: catalog, reportingCurrency: currency.id,
      gate: RiskGate(limits: limits, policy: try policy()),
      clientOrderIDs: ClientOrderIDScheme(
        instance: UInt32(truncatingIfNeeded: configuration.seed), key: Array("backtest".utf8)),
      addressBook: book, defaultWallet: wallet.id,
      maximumPriceAge: configuration.maximumPriceAge)
  }

  private func policy() throws(VenuesError) -> Policy {
    guard !configuration.policy.isEmpty else { return .permissive }
    do {
      return try Policy(text: configuration.policy, catalog: catalog)
    } catch {
      throw VenuesError(
        .configuration, code: "policy", message: "line \(error.line): \(error.message)",
        path: "policy")
    }
  }

  private func unknown(_ path: String, _ name: String) -> VenuesError {
    VenuesError(
      .configuration, code: "unknownName", message: "'\(name)' is not known", path: path,
      hint: "`venues list venues` and `venues list assets` print what is.")
  }
}
