import Arming
import CEX
import ExecutionCore
import ExecutionRuntime
import LiveRuntime
import Orders
import Secrets
import Simulation
import TradingModel
import Transport
import VenueDefinitions

extension ExecutionInterfaceFactory {
  /// Furthest a venue's clock may be from ours.
  private static let maximumClockOffset: Int64 = 1_000

  /// A desk on the venues themselves, which must all be on this machine: the venues the
  /// configuration has quote streams of. Nothing is signed before consent is complete, and no order
  /// leaves before the account was read and the gate has armed.
  func makeLiveDesk(
    _ consent: LiveConsent, journal: RunJournal?
  ) throws(VenuesError) -> Desk {
    let plan = LivePlan(configuration: configuration, catalog: catalog, registry: registry)
    var consent = consent
    consent.accountLabel = configuration.account
    let clock = SystemClock()
    consent.time = clock.now
    if configuration.quoteStreams.isEmpty {
      _ = try SafetyGate.arm(consent, configuration: configuration)
    }
    let definitions = try plan.tradingVenues()
    consent.endpoints = definitions.flatMap { $0.addresses.map(\.1) }
    try SafetyGate.check(consent, configuration: configuration)
    guard let journal else {
      throw VenuesError(
        .usage, code: "noJournal", message: "a live run needs a journal", path: "--journal",
        hint: "Name a file that does not exist: intents are durable before anything is sent.")
    }
    let inbox = Inbox()
    let quotes = try QuoteFeeds(plan, sink: inbox)
    var sessions: [VenueSession] = []
    var movements: [Movement] = []
    var foreign: [String] = []
    var offset: Int64 = 0
    for venue in definitions {
      let session = try session(venue.definition)
      let opening = try readOpening(session)
      sessions.append(session)
      movements += opening.movements
      foreign += opening.foreignOrders
      offset = max(offset, abs(opening.clockOffset))
    }
    let token = try SafetyGate.arm(
      consent, configuration: configuration, isReconciled: foreign.isEmpty, isDoctorGreen: true,
      isClockSound: offset <= Self.maximumClockOffset)
    let start = clock.now
    try quotes.start(patience: .seconds(10))
    let store = try newRecorder(journal, .live, start: start)
    let core = try liveConfiguration(start)
    let ports = sessions.compactMap { session in
      catalog.venue(named: session.definition.id).map { venue in
        (
          venue: venue.id,
          port: CEXPort(session: session, catalog: catalog, sink: inbox, token: token)
            as any ExecutionPort
        )
      }
    }
    let loop = LiveLoop(
      core: ExecutionCore(core), port: PortSet(catalog: catalog, exchanges: ports), start: start,
      recorder: store)
    let engine = try LiveEngine(
      loop: loop, catalog: catalog, clock: clock, inbox: inbox, quotes: quotes, recorder: store,
      batchLimit: 256, patience: .hours(24 * Int64(configuration.horizonDays)))
    try engine.open(movements)
    return Desk(live: engine, catalog: catalog, mode: .live)
  }

  /// What the engine of a journal was set up with.
  func coreConfiguration(of header: RunHeader) throws(VenuesError) -> CoreConfiguration {
    switch header.mode {
    case .backtest, .paper: try coreConfiguration()
    case .live: try liveConfiguration(header.start)
    }
  }

  /// The set-up of a live engine. Its ids carry the low bits of the start in seconds, so that those
  /// of two runs do not meet.
  private func liveConfiguration(_ start: Timestamp) throws(VenuesError) -> CoreConfiguration {
    var core = try coreConfiguration()
    core.clientOrderIDs = ClientOrderIDScheme(
      instance: UInt32(truncatingIfNeeded: start.nanoseconds / 1_000_000_000),
      key: Array("live \(configuration.account)".utf8))
    return core
  }

  private func session(_ definition: VenueDefinition) throws(VenuesError) -> VenueSession {
    let id = definition.id
    let key = try secret("\(id).key").resolvedText()
    let words = try secret("\(id).secret").resolve()
    var passphrase: String?
    if configuration.secrets.contains(where: { $0.name == "\(id).passphrase" }) {
      passphrase = try secret("\(id).passphrase").resolvedText()
    }
    let credentials: Credentials
    do throws(SigningError) {
      credentials = try Credentials(key: key, secret: words, passphrase: passphrase)
    } catch {
      throw VenuesError(
        .configuration, code: "credential", message: "the secret of \(id) is no usable key",
        path: "secrets.\(id).secret")
    }
    do {
      return try VenueSession(definition, credentials: credentials)
    } catch {
      throw VenuesError(.configuration, code: "session", message: "\(error)", path: id)
    }
  }

  private func secret(_ name: String) throws(VenuesError) -> SecretReference {
    guard let reference = configuration.secrets.first(where: { $0.name == name })?.reference else {
      throw VenuesError(
        .configuration, code: "secretMissing", message: "no secret is named \(name)",
        path: "secrets.\(name)", hint: "Write where it is: env:NAME or file:/path.")
    }
    return reference
  }

  private func readOpening(_ session: VenueSession) throws(VenuesError) -> VenueOpening {
    do {
      return try session.readOpening(catalog)
    } catch {
      throw VenuesError(
        .staleData, code: "accountUnread", message: error.message, path: session.definition.id,
        hint: "Nothing was sent. Check addresses, key and permissions.")
    }
  }
}
