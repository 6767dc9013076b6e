import Arming
import CEX
import ExecutionCore
import ExecutionRuntime
import Journal
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
    let begun = journal.start ?? clock.now
    let restored = journal.isExisting ? try restore(journal, begun) : nil
    let accounts = try readAccounts(definitions.map(\.definition), ours: restored?.start)
    let token = try SafetyGate.arm(
      consent, configuration: configuration, isReconciled: accounts.foreignOrders.isEmpty,
      isDoctorGreen: true, isClockSound: accounts.clockOffset <= Self.maximumClockOffset)
    try quotes.start(patience: .seconds(10))
    var (recorder, start) =
      if let restored { restored } else { try restore(journal, begun) }
    var ports: [(venue: VenueID, port: any ExecutionPort)] = []
    var exchanges: [CEXPort] = []
    for session in accounts.sessions {
      guard let venue = catalog.venue(named: session.definition.id) else { continue }
      let port = CEXPort(session: session, catalog: catalog, sink: inbox, token: token)
      port.adopt(start.orders.filter { catalog[$0.order.instrument].venue == venue.id })
      try prepare(session, port)
      try open(port)
      if let opened = start.ledgersOpened[venue.id] {
        port.followLedger(
          from: opened, known: start.ledgerEntries.filter { $0.venue == venue.id })
      }
      ports.append((venue.id, port))
      exchanges.append(port)
    }
    var set = PortSet(catalog: catalog, exchanges: ports)
    for order in start.orders { set.adopt(order.order.id, of: order.order.instrument) }
    start.attach(set)
    let isOpen = start.isOpen
    let engine = try LiveEngine(
      loop: start.loop, catalog: catalog, clock: clock, inbox: inbox, quotes: quotes,
      exchanges: exchanges, recorder: recorder, batchLimit: 256,
      patience: .hours(24 * Int64(configuration.horizonDays)))
    if isOpen {
      try reconcile(engine, accounts.sessions)
    } else {
      try openBooks(engine, accounts)
    }
    return Desk(live: engine, catalog: catalog, mode: .live)
  }

  /// Books what the accounts hold; what their ledgers say from then on is told by the ports.
  private func openBooks(_ engine: LiveEngine, _ accounts: LiveAccounts) throws(VenuesError) {
    try engine.open(
      accounts.movements,
      saying: accounts.readThrough.map { .accountRead($0.venue, through: $0.time) })
    for port in engine.exchanges {
      guard let opened = accounts.readThrough.first(where: { $0.venue == port.venue })?.time else {
        continue
      }
      port.followLedger(from: opened, known: nil)
    }
  }

  /// The run as its journal left it, or at its beginning. Nothing is performed.
  private func restore(
    _ journal: RunJournal, _ begun: Timestamp
  ) throws(VenuesError) -> (recorder: JournalRecorder, start: LiveStart) {
    let recorder = try makeRecorder(
      journal, runHeader(.live, start: begun, data: nil), durability: .power)
    let loop = LiveLoop(
      core: ExecutionCore(try liveConfiguration(begun)),
      port: PortSet(catalog: catalog, exchanges: []), start: begun, recorder: recorder)
    return (recorder, try LiveStart(loop, recorder: recorder))
  }

  /// How positions are held is asserted before anything is traded, and the dead man's switch set
  /// where it is configured.
  private func prepare(_ session: VenueSession, _ port: CEXPort) throws(VenuesError) {
    let venue = session.definition.id
    let symbols = configuration.quoteStreams.filter { $0.venue == venue }.flatMap(\.symbols)
      .filter { $0.contains(":") }
    do {
      try session.assertPositions(symbols, leverage: configuration.leverage)
    } catch {
      throw VenuesError(
        .configuration, code: "positionSettings", message: error.message, path: venue,
        hint: "Live runs hold one-way positions with cross margin. Nothing was sent.")
    }
    if let seconds = configuration.deadMansSwitchSeconds, !symbols.isEmpty {
      guard !port.lacksGuard else {
        throw VenuesError(
          .configuration, code: "deadMansSwitch",
          message:
            "the dead man's switch of \(venue) watches its private stream, which is not open",
          path: "endpoints.\(venue).privateLinear", hint: "Write its address there.")
      }
      port.keepDeadMansSwitch(seconds: seconds, symbols: symbols)
    }
  }

  /// Opens a venue's private streams and waits until they are whole, or for five seconds: a run
  /// that starts without them asks for records more often until they are.
  private func open(_ port: CEXPort) throws(VenuesError) {
    do throws(TransportError) {
      try port.openStreams()
    } catch {
      throw VenuesError(.internal, code: "transport", message: "\(error)")
    }
    port.waitForStreams(seconds: 5)
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

  func session(_ definition: VenueDefinition) throws(VenuesError) -> VenueSession {
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
}
