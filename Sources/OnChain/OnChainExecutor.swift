import ChainTransactions
import Ethereum
import FixedPoint
import TradingModel

/// Carries the core's chain transactions out on a real chain and says what they changed, to the
/// smallest unit, by the contracts' own views.
public actor OnChainExecutor {
  let place: ChainPlace
  let node: EthereumNode
  let account: AccountRunner
  private let options: OnChainOptions
  private let reader: BalanceReader
  private var told: ChainBalances

  /// An executor for an account that is already followed. `told` is what the ledger was told last,
  /// where an earlier process did; without it the balances now are what the ledger starts with.
  /// - Throws: `NodeError`, `CallFailure`, `ABIError`.
  public init(
    place: ChainPlace, node: EthereumNode, account: AccountRunner, options: OnChainOptions,
    told: ChainBalances? = nil
  ) async throws {
    self.place = place
    self.node = node
    self.account = account
    self.options = options
    reader = try await BalanceReader.make(place, node)
    if let told {
      self.told = told
      return
    }
    guard let head = try await node.head() else { throw NodeError.malformed(method: "head") }
    self.told = try await reader.read(at: head.number)
  }

  /// What the account held and owed when the ledger was last told.
  public var balances: ChainBalances { told }

  /// The movements that open a ledger: everything held and owed, zero left out.
  public func opening() throws -> [Movement] {
    try told.amounts.keys.sorted().compactMap { key in
      guard let asset = key.asset, !told[key].isZero else { return nil }
      return Movement(
        key: key, amount: try place.quantity(told[key], of: asset), cause: .opening)
    }
  }

  /// The smallest units of an amount, exactly.
  func units(of amount: Quantity, _ asset: AssetID) throws -> UInt256 {
    try place.units(amount, of: asset)
  }

  /// Takes balances as those the ledger was last told.
  func adopt(_ balances: ChainBalances) { told = balances }

  /// Interest, rewards and payments since the ledger was last told.
  /// - Throws: `NodeError`, `CallFailure`, `ABIError`.
  public func refresh() async throws -> [Movement] {
    guard let head = try await node.head() else { throw NodeError.malformed(method: "head") }
    let change = try await change(at: head.number)
    let movements = try change.movements(of: nil, gas: .zero)
    told = change.after
    return movements
  }

  /// What changed since the ledger was told last, up to a block or a later one that the ledger was
  /// told of already. Nothing is awaited between the comparison and its use.
  func change(at block: UInt64) async throws -> BalanceChange {
    var block = max(block, told.block)
    while true {
      let now = try await reader.read(at: block)
      if told.block <= block { return BalanceChange(place: place, before: told, after: now) }
      block = told.block
    }
  }

  /// Carries a transaction out, each step in transactions of its own. Performed again under the
  /// same number, also by a later process, it goes on where it stopped.
  /// - Throws: `CallFailure.unknown` while it cannot be told what became of it; nothing is booked.
  public func perform(_ transaction: ChainTransaction) async throws -> ChainResult {
    var progress = Progress()
    let start = told
    if transaction.isAtomic { return try await performGroup(transaction) }
    for (index, step) in transaction.steps.enumerated() {
      let failure = await perform(step, index, of: transaction, &progress)
      switch failure {
      case nil: continue
      case .refused(let reason)? where progress.gasUsed == 0:
        return result(transaction, .refused(reason: reason), progress)
      case .refused(let reason)?:
        return result(transaction, .reverted(reason: "step \(index): \(reason)"), progress)
      case .reverted(let reason, _)?:
        return result(transaction, .reverted(reason: "step \(index): \(reason)"), progress)
      case .cancelled?:
        return result(transaction, .reverted(reason: "step \(index): given up"), progress)
      case .unknown(let reason)?:
        told = start
        throw CallFailure.unknown("step \(index): \(reason)")
      }
    }
    return result(transaction, .confirmed, progress)
  }

  struct Progress {
    var movements: [Movement] = []
    var received: [ChainOutput?] = []
    var gasUsed: UInt64 = 0
    var gasPaid: UInt256 = .zero

    /// Counts the gas of receipts and tells what it cost.
    mutating func pay(_ receipts: [TransactionReceipt]) -> UInt256 {
      var gas: UInt256 = .zero
      for receipt in receipts {
        gasUsed += receipt.gasUsed
        gas = gas + receipt.effectiveGasPrice * UInt256(receipt.gasUsed)
      }
      gasPaid = gasPaid + gas
      return gas
    }
  }

  /// Carries one step out and books what it changed, also where it failed half-way.
  private func perform(
    _ step: ChainStep, _ index: Int, of transaction: ChainTransaction,
    _ progress: inout Progress
  ) async -> CallFailure? {
    var runner = runner(of: step, index, of: transaction, received: progress.received)
    var failure: CallFailure?
    do {
      try await runner.run()
    } catch let error as CallFailure {
      failure = error
    } catch {
      failure = .refused("\(error)")
    }
    let receipts = Self.receipts(of: runner, failure)
    guard let last = receipts.map(\.blockNumber).max() else { return failure }
    let gas = progress.pay(receipts)
    do {
      let change = try await change(at: last)
      progress.movements += try change.movements(of: step, gas: gas)
      progress.received.append(try change.output(of: step, gas: gas))
      told = change.after
    } catch {
      return .unknown("carried out, but the balances could not be read: \(error)")
    }
    return failure
  }

  func runner(
    of step: ChainStep, _ index: Int, of transaction: ChainTransaction, received: [ChainOutput?]
  ) -> StepRunner {
    StepRunner(
      place: place, node: node, account: account, options: options, step: step,
      received: received, maximumFeePerGas: cap(of: transaction),
      numbers: CallNumbers(action: transaction.id, step: index))
  }

  /// What was mined for a step, the failed transaction included.
  static func receipts(of runner: StepRunner, _ failure: CallFailure?) -> [TransactionReceipt] {
    switch failure {
    case .reverted(_, let receipt)?, .cancelled(let receipt)?: runner.receipts + [receipt]
    default: runner.receipts
    }
  }

  /// The instruction's fee cap in wei.
  private func cap(of transaction: ChainTransaction) -> UInt256? {
    transaction.maximumFeePerGas.flatMap {
      UInt256($0.value, decimals: 18, rounding: .down)
    }
  }

  func result(
    _ transaction: ChainTransaction, _ outcome: ChainResult.Outcome, _ progress: Progress
  ) -> ChainResult {
    let missing = transaction.steps.count - progress.received.count
    let paid = place.native.flatMap { try? place.quantity(progress.gasPaid, of: $0) } ?? .zero
    return ChainResult(
      id: transaction.id, outcome: outcome, movements: progress.movements,
      received: progress.received + Array(repeating: nil, count: max(0, missing)),
      gasUsed: progress.gasUsed, gasPaid: paid)
  }
}
