import ChainTransactions
import Ethereum
import FixedPoint
import Testing
import TradingModel

/// A tracker wired to a simulated pool, with a store that survives restarts.
struct TrackerHarness {
  static let account = Address([UInt8](repeating: 7, count: 20)) ?? .zero

  var pool = SimulatedPool()
  var tracker: TransactionTracker
  var time = Timestamp(seconds: 1_000)
  var states: [ActionID: TransactionState] = [:]
  var freezes: [String] = []
  /// What was durable when it was sent.
  private(set) var stored: [UInt64: (intent: ChainIntent, attempts: [TransactionAttempt])] = [:]
  private var intents: [ActionID: ChainIntent] = [:]
  private(set) var signedTransactions: [Hash32: FeeMarketTransaction] = [:]
  /// Decides about each answer of the network: deliver it, or be silent.
  var isLost: (Int) -> Bool = { _ in false }
  private var questions = 0

  init(rules: TrackingRules = TrackingRules()) {
    tracker = TransactionTracker(
      account: Self.account, chainID: 1, nextNonce: 0, rules: rules)
    handle(.fees(FeeHistory(nextBaseFee: 1_000, rewards: [[10, 20, 30]])))
    handle(.head(pool.head))
  }

  static func intent(_ number: UInt64) -> ChainIntent {
    ChainIntent(
      action: ActionID(number), to: .zero, value: UInt256(number), data: [1], gasLimit: 50_000)
  }

  mutating func intend(_ number: UInt64) {
    let intent = Self.intent(number)
    intents[intent.action] = intent
    handle(.intend(intent))
  }

  mutating func handle(_ event: TransactionEvent) {
    var effects: [TransactionEffect] = []
    tracker.handle(event, at: time, into: &effects)
    perform(effects)
  }

  private mutating func lost() -> Bool {
    questions += 1
    return isLost(questions)
  }

  mutating func perform(_ effects: [TransactionEffect]) {
    for effect in effects {
      switch effect {
      case .sign(let action, let purpose, let transaction): sign(action, purpose, transaction)
      case .broadcast(let hash, _, _):
        // The request is lost before it arrives, or only its answer is.
        if lost() {
          handle(.broadcast(hash: hash, .unknown))
        } else {
          let answer = pool.send(hash)
          handle(.broadcast(hash: hash, lost() ? .unknown : answer))
        }
      case .query(let hashes):
        if lost() { continue }
        for hash in hashes {
          if let receipt = pool.receipt(hash) {
            handle(.receipt(receipt))
          } else {
            handle(.noReceipt(hash: hash, accountNonce: pool.accountNonce))
          }
        }
      case .queryFees: continue
      case .report(let action, let state, _, _): states[action] = state
      case .close: continue
      case .freeze(let reason): freezes.append(reason)
      }
    }
  }

  private mutating func sign(
    _ action: ActionID, _ purpose: TransactionAttempt.Purpose,
    _ transaction: FeeMarketTransaction
  ) {
    let hash = Transaction.feeMarket(transaction).signingHash
    pool.register(hash, transaction)
    signedTransactions[hash] = transaction
    let attempt = TransactionAttempt(
      hash: hash, raw: [UInt8(truncatingIfNeeded: transaction.nonce)],
      fees: FeeQuote(
        maxFeePerGas: transaction.maxFeePerGas,
        maxPriorityFeePerGas: transaction.maxPriorityFeePerGas),
      purpose: purpose)
    let intent = intents[action] ?? tracker.inFlight[transaction.nonce]?.intent
    if let intent { stored[transaction.nonce, default: (intent, [])].attempts.append(attempt) }
    handle(.signed(nonce: transaction.nonce, attempt))
  }

  mutating func mine(_ count: Int = 100) {
    time = time.advanced(by: .seconds(12))
    handle(.head(pool.mine(count)))
  }

  /// Kills the process between two events and starts it again from what was durable.
  mutating func restart() {
    let alive = stored.filter { nonce, _ in tracker.inFlight[nonce] != nil }
    let unsigned =
      tracker.waiting
      + tracker.inFlight.values
      .filter { $0.attempts.isEmpty && $0.intent.action.raw > 0 }.map(\.intent)
    tracker = TransactionTracker(
      account: Self.account, chainID: 1, nextNonce: pool.accountNonce, rules: tracker.rules)
    var effects: [TransactionEffect] = []
    tracker.restore(
      alive.sorted { $0.key < $1.key }.map { ($0.key, $0.value.intent, $0.value.attempts) },
      at: time, into: &effects)
    perform(effects)
    handle(.fees(FeeHistory(nextBaseFee: 1_000, rewards: [[10, 20, 30]])))
    handle(.head(pool.head))
    for intent in unsigned.sorted(by: { $0.action < $1.action }) { handle(.intend(intent)) }
  }
}
