import Arming
import EthereumKeys
import ExecutionCore
import ExecutionRuntime
import FixedPoint
import Journal
import LiveRuntime
import OnChain
import Portfolio
import TradingModel

extension ExecutionInterfaceFactory {
  /// A live desk on a chain: consent first, then the doctor, then the journal, then keys, and only
  /// then the loop.
  func openChainDesk(_ journal: RunJournal?, _ given: LiveConsent) async throws -> Desk {
    let clock = SystemClock()
    let chains = try configuration.chains.map { chain throws(VenuesError) in
      try LiveChain(chain, catalog: catalog)
    }
    guard chains.count == 1, let chain = chains.first, configuration.quoteStreams.isEmpty else {
      throw VenuesError(
        .configuration, code: "chains", message: "a live run trades on one chain, or on exchanges",
        path: "chains", hint: "Run a process for each.")
    }
    var consent = given
    consent.time = clock.now
    consent.endpoints = chain.addresses
    consent.accountLabel =
      configuration.account.isEmpty ? chain.configuration.wallet : configuration.account
    try SafetyGate.check(consent, configuration: configuration)
    guard let journal else {
      throw VenuesError(
        .configuration, code: "noJournal", message: "a live run needs a journal",
        path: "--journal", hint: "Nothing may be sent that is not durable first.")
    }
    let doctor = await LiveDoctor.check(chain, now: clock.now)
    do {
      let token = try SafetyGate.arm(
        consent, configuration: configuration, isReconciled: doctor.reconciliationFinding == nil,
        isDoctorGreen: doctor.findings.isEmpty, isClockSound: doctor.clockFinding == nil)
      return try await startLive(chain, journal, token, clock)
    } catch let error as VenuesError where error.kind == .notArmed {
      throw VenuesError(
        .notArmed, code: error.code, message: error.message,
        hint: "\(doctor.all.joined(separator: "; ")). \(error.hint)")
    }
  }

  private func startLive(
    _ chain: LiveChain, _ journal: RunJournal, _ token: ArmedToken, _ clock: SystemClock
  ) async throws -> Desk {
    let begun = journal.start ?? clock.now
    let recorder = try makeRecorder(
      journal, runHeader(.live, start: begun, data: nil), durability: .power)
    let core = try coreConfiguration()
    let digest = SafetyGate.digest(of: configuration)
    guard
      chain.addresses.allSatisfy({ token.permits($0, configurationDigest: digest, at: clock.now) })
    else { throw VenuesError(.notArmed, code: "arming.expired", message: "the arming has ended") }
    let policy: CallPolicy
    do {
      policy = try await chain.policy(asking: chain.node)
    } catch {
      throw LiveChain.failure(
        "chains.\(chain.configuration.name).policy", "could not be made: \(error)")
    }
    let account = AccountRunner(
      node: chain.node,
      signer: TransactionSigner(try chain.signer(), chainID: chain.configuration.chainID),
      policy: policy, store: try FileAttemptStore(path: journal.path + ".attempts"),
      options: try chain.accountOptions(), clock: { clock.now })
    do {
      try await account.start()
      var options = OnChainOptions { clock.now }
      options.permitTokens = Set(chain.configuration.permits)
      let executor = try await OnChainExecutor(
        place: chain.place, node: chain.node, account: account, options: options)
      let market = try ChainMarket(
        place: chain.place, node: chain.node, currency: core.reportingCurrency)
      let inbox = Inbox()
      let port = OnChainPort(
        chain: chain.place.chain, executor: executor, market: market, sink: inbox,
        interval: .seconds(chain.configuration.refreshSeconds), feed: try chain.feed())
      var start = try LiveStart(
        LiveLoop(
          core: ExecutionCore(core), port: PortSet(catalog: catalog, exchanges: [], chain: port),
          start: begun, recorder: recorder), recorder: recorder)
      try await open(&start, executor, market, chain.place, clock)
      for transaction in start.openTransactions { port.take(up: transaction) }
      let engine = try LiveEngine(
        loop: start.loop, catalog: catalog, clock: clock, inbox: inbox, quotes: nil,
        recorder: recorder, batchLimit: 256, patience: .hours(24))
      return Desk(live: engine, catalog: catalog, mode: .live)
    } catch {
      await account.stop()
      throw (error as? VenuesError)
        ?? VenuesError(
          .staleData, code: "chain", message: "the chain could not be followed: \(error)",
          path: "chains.\(chain.configuration.name)", hint: "Nothing was sent.")
    }
  }

  /// Prices first, then what the account holds: all of it for a new run, what changed since for one
  /// that goes on. While transactions are under way their own result tells what they changed.
  private func open(
    _ start: inout LiveStart, _ executor: OnChainExecutor, _ market: ChainMarket,
    _ place: ChainPlace, _ clock: SystemClock
  ) async throws {
    let prices = try await market.read().map { Input.market($0) }
    let isOpen = start.isOpen
    try start.take(prices, at: clock.now)
    guard isOpen else {
      try start.take([.opening(try await executor.opening())], at: clock.now)
      return
    }
    var ledger: [PositionKey: Quantity] = [:]
    for position in start.loop.core.portfolio.positions() { ledger[position.key] = position.amount }
    try await executor.goOn(from: ledger)
    guard start.openTransactions.isEmpty else { return }
    let movements = try await executor.refresh()
    if movements.isEmpty { return }
    let reason = "since the run before"
    try start.take(
      [.venue(.movements(venue: place.chain, movements, reason: reason))], at: clock.now)
  }
}
