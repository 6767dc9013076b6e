import ChainTransactions
import Ethereum
import EthereumKeys
import FixedPoint
import TradingModel
import Transport

/// Sends an account's calls and follows them to their end: the I/O around one
/// `TransactionTracker`. Every signed transaction is judged by the policy before it is signed and
/// durable before its bytes leave.
public actor AccountRunner {
  let node: EthereumNode
  let signer: TransactionSigner
  let policy: CallPolicy
  private let store: any AttemptStore
  let options: AccountOptions
  let clock: @Sendable () -> Timestamp

  private var tracker: TransactionTracker
  private var events: [TransactionEvent] = []
  private var isDraining = false
  private var isStopped = false
  private var intended: Set<ActionID> = []
  private var waiters:
    [ActionID: [CheckedContinuation<Result<TransactionReceipt, CallFailure>, Never>]] =
      [:]
  private var outcomes: [ActionID: Result<TransactionReceipt, CallFailure>] = [:]
  private var polling: Task<Void, Never>?
  private var pause: Task<Void, Never>?
  private var isWoken = false

  /// A runner of the signer's account. Nothing happens before ``start()``.
  public init(
    node: EthereumNode, signer: TransactionSigner, policy: CallPolicy, store: any AttemptStore,
    options: AccountOptions = AccountOptions(), clock: @escaping @Sendable () -> Timestamp
  ) {
    self.node = node
    self.signer = signer
    self.policy = policy
    self.store = store
    self.options = options
    self.clock = clock
    tracker = TransactionTracker(
      account: signer.signer.address, chainID: signer.chainID, nextNonce: 0,
      rules: options.tracking, feePolicy: options.fees)
  }

  /// The account.
  public nonisolated var account: Address { signer.signer.address }

  /// Why nothing more is sent; nil while all is well.
  public var frozen: String? { tracker.frozen }

  /// Checks the chain, takes up what an earlier process signed, and begins to follow the chain.
  /// - Throws: `CallFailure.refused` when no endpoint serves the chain, `NodeError` when none
  ///   answers any more, and what the store throws.
  public func start() async throws {
    try await proveChain()
    var nonce = try await node.nonce(of: account)
    for outcome in try store.closed() {
      // A node that is behind may count less than what is known to be mined.
      nonce = max(nonce, outcome.nonce + 1)
      note(outcome.action, outcome.state, outcome.receipt, "")
    }
    tracker = TransactionTracker(
      account: account, chainID: signer.chainID, nextNonce: nonce, rules: options.tracking,
      feePolicy: options.fees)
    var signed: [(nonce: UInt64, intent: ChainIntent, attempts: [TransactionAttempt])] = []
    for stored in try store.open() {
      if signed.last?.nonce == stored.nonce {
        signed[signed.count - 1].attempts.append(stored.attempt)
      } else {
        signed.append((stored.nonce, stored.intent, [stored.attempt]))
      }
    }
    if let fees = try? await node.feeHistory() { events.append(.fees(fees)) }
    if let head = try? await node.head() { events.append(.head(head)) }
    var effects: [TransactionEffect] = []
    tracker.restore(signed, at: clock(), into: &effects)
    perform(effects)
    await drain()
    polling = Task { await self.poll() }
  }

  /// Waits until an endpoint has proved that it serves the signer's chain.
  private func proveChain() async throws {
    let end = ContinuousClock.now + node.patience
    while true {
      await node.client.survey(chainID: Quantities.encode(signer.chainID))
      let endpoints = node.client.pool.endpoints
      if endpoints.contains(where: { $0.isOnChain == true }) { return }
      guard endpoints.contains(where: { $0.isOnChain == nil }), ContinuousClock.now < end else {
        throw CallFailure.refused("no endpoint serves chain \(signer.chainID)")
      }
      try await Task.sleep(for: .milliseconds(250))
    }
  }

  /// Stops following the chain. What is in flight stays in flight and is taken up by the next
  /// start.
  public func stop() {
    isStopped = true
    polling?.cancel()
    polling = nil
    pause?.cancel()
    for (action, waiting) in waiters {
      for waiter in waiting {
        waiter.resume(returning: .failure(.unknown("stopped while \(action) was in flight")))
      }
    }
    waiters = [:]
  }

  /// Whether a call of that number was signed by this or an earlier process and is not final.
  public func isKnown(_ action: ActionID) -> Bool {
    tracker.transaction(of: action) != nil || outcomes[action] != nil
  }

  /// Waits for a call that was signed before; nil where none was.
  public func takeUp(_ action: ActionID) async throws -> TransactionReceipt? {
    guard isKnown(action) else { return nil }
    return try await outcome(of: action)
  }

  /// Sends a call, or takes one up that was signed before, and waits until its result may be acted
  /// on.
  public func execute(
    _ call: PlannedCall, as action: ActionID, maximumFeePerGas: UInt256? = nil
  ) async throws -> TransactionReceipt {
    if isStopped { throw CallFailure.unknown("stopped") }
    if isNew(action) {
      let gas: UInt64
      do {
        gas = try await gasLimit(of: call)
      } catch {
        end(action, .failure(error as? CallFailure ?? .refused("\(error)")))
        outcomes[action] = nil
        throw error
      }
      events.append(
        .intend(
          ChainIntent(
            action: action, to: call.to, value: call.value, data: call.data, gasLimit: gas,
            urgency: options.urgency, maximumFeePerGas: maximumFeePerGas,
            isPrivate: options.relay != nil)))
      await drain()
    }
    return try await outcome(of: action)
  }

  /// Sends an intent whose gas is known, or takes it up.
  func submit(_ intent: ChainIntent) async throws -> TransactionReceipt {
    if isStopped { throw CallFailure.unknown("stopped") }
    if isNew(intent.action) {
      events.append(.intend(intent))
      await drain()
    }
    return try await outcome(of: intent.action)
  }

  /// Whether nobody has asked for the action before; from now on somebody has.
  private func isNew(_ action: ActionID) -> Bool {
    outcomes[action] == nil && tracker.transaction(of: action) == nil
      && intended.insert(action).inserted
  }

  /// Gives a call up if it can still be stopped.
  public func cancel(_ action: ActionID) async {
    events.append(.cancel(action))
    await drain()
  }

  private func outcome(of action: ActionID) async throws -> TransactionReceipt {
    if let known = outcomes[action] { return try known.get() }
    if isStopped { throw CallFailure.unknown("stopped") }
    let result = await withCheckedContinuation { waiters[action, default: []].append($0) }
    return try result.get()
  }

  private func poll() async {
    var last: ChainHead?
    var looks = 0
    while !Task.isCancelled {
      // An endpoint that was silent, or came back on another chain, shows it here.
      looks += 1
      if looks % 20 == 0 || node.client.pool.endpoints.contains(where: { $0.isOnChain == nil }) {
        await node.client.survey(chainID: Quantities.encode(signer.chainID))
      }
      do {
        if let head = try await node.head(), head != last {
          await follow(head, after: last)
          last = head
        } else {
          events.append(.tick)
        }
        if let final = try await node.head(.finalized) {
          events.append(.finalized(blockNumber: final.number))
        }
      } catch {
        // No answer is no news: the next look may have one.
        events.append(.tick)
      }
      await drain()
      await rest()
    }
  }

  /// Waits until the next look at the chain is due.
  private func rest() async {
    if !isWoken, !Task.isCancelled {
      let interval = options.pollInterval
      let pause = Task<Void, Never> { try? await Task.sleep(for: interval) }
      self.pause = pause
      await pause.value
    }
    isWoken = false
  }

  /// Looks at the chain now: there is news of it.
  public func wake() {
    isWoken = true
    pause?.cancel()
  }

  /// Tells the blocks between two looks in ascending order, so that the tracker sees where a
  /// reorganised chain forked.
  private func follow(_ head: ChainHead, after last: ChainHead?) async {
    if let last, head.number > last.number + 1, head.number - last.number <= 32 {
      for number in (last.number + 1)..<head.number {
        if let block = try? await node.head(.number(number)) { events.append(.head(block)) }
      }
    }
    if let fees = try? await node.feeHistory() { events.append(.fees(fees)) }
    events.append(.head(head))
  }

  /// Steps the tracker through all that has happened, in order.
  private func drain() async {
    guard !isDraining, !isStopped else { return }
    isDraining = true
    while !events.isEmpty, !isStopped {
      let event = events.removeFirst()
      if case .signed(let nonce, let attempt) = event, !save(nonce, attempt) { continue }
      var effects: [TransactionEffect] = []
      tracker.handle(event, at: clock(), into: &effects)
      perform(effects)
    }
    isDraining = false
  }

  /// Makes an attempt durable; one that could not be is never sent.
  private func save(_ nonce: UInt64, _ attempt: TransactionAttempt) -> Bool {
    guard let intent = tracker.inFlight[nonce]?.intent else { return false }
    do {
      try store.save(StoredAttempt(intent: intent, nonce: nonce, attempt: attempt))
      return true
    } catch {
      events.append(.signingFailed(nonce: nonce, reason: "the store failed: \(error)"))
      return false
    }
  }

  private func perform(_ effects: [TransactionEffect]) {
    for effect in effects {
      switch effect {
      case .sign(_, let purpose, let transaction):
        Task { await self.put(await self.sign(transaction, purpose)) }
      case .broadcast(let hash, let raw, let isPrivate):
        Task { await self.put(.broadcast(hash: hash, await self.send(raw, isPrivate))) }
      case .query(let hashes):
        Task { await self.ask(hashes) }
      case .queryFees:
        Task { if let fees = try? await self.node.feeHistory() { await self.put(.fees(fees)) } }
      case .report(let action, let state, let receipt, let reason):
        note(action, state, receipt, reason)
      case .close(let nonce, _, let state, let receipt):
        // What is not noted is only asked for once more after a restart.
        try? store.close(nonce: nonce, state: state, receipt: receipt)
      case .freeze(let reason):
        for action in waiters.keys.sorted() { end(action, .failure(.unknown(reason))) }
      }
    }
  }

  /// Hands bytes to the public pool, or to the relay and never to the pool.
  private func send(_ raw: [UInt8], _ isPrivate: Bool) async -> BroadcastAnswer {
    guard isPrivate else { return await node.broadcast(raw) }
    guard let relay = options.relay, let head = try? await node.head() else { return .unknown }
    return await relay.send(raw, after: head.number)
  }

  private func put(_ event: TransactionEvent) async {
    events.append(event)
    await drain()
  }

  private func sign(
    _ fields: FeeMarketTransaction, _ purpose: TransactionAttempt.Purpose
  ) async -> TransactionEvent {
    let delegate = purpose == .intent ? tracker.inFlight[fields.nonce]?.intent.delegate : nil
    do {
      let transaction = try await transaction(fields, delegate: delegate)
      try policy.check(unsigned: transaction.encodedForSigning)
      let signed = try await signer.sign(transaction)
      return .signed(
        nonce: fields.nonce,
        TransactionAttempt(
          hash: signed.hash, raw: signed.rawBytes,
          fees: FeeQuote(
            maxFeePerGas: fields.maxFeePerGas, maxPriorityFeePerGas: fields.maxPriorityFeePerGas),
          purpose: purpose))
    } catch {
      return .signingFailed(nonce: fields.nonce, reason: "\(error)")
    }
  }

  private func ask(_ hashes: [Hash32]) async {
    for hash in hashes {
      do {
        if let (receipt, _) = try await node.receipt(of: hash) {
          await put(.receipt(receipt))
        } else {
          await put(.noReceipt(hash: hash, accountNonce: try await node.nonce(of: account)))
        }
      } catch {
        // No answer is no evidence.
        continue
      }
    }
  }

  private func note(
    _ action: ActionID, _ state: TransactionState, _ receipt: TransactionReceipt?, _ reason: String
  ) {
    switch state {
    case .confirmed, .final:
      if let receipt { end(action, .success(receipt)) }
    case .reverted:
      if let receipt { end(action, .failure(.reverted(reason, receipt))) }
    case .cancelled:
      if let receipt { end(action, .failure(.cancelled(receipt))) }
    case .denied: end(action, .failure(.refused(reason)))
    case .foreign: end(action, .failure(.unknown(reason)))
    case .planned, .broadcast, .pending, .mined: break
    }
  }

  private func end(_ action: ActionID, _ result: Result<TransactionReceipt, CallFailure>) {
    intended.remove(action)
    outcomes[action] = result
    for waiter in waiters.removeValue(forKey: action) ?? [] { waiter.resume(returning: result) }
  }
}
