import ChainTransactions
import Ethereum
import FixedPoint
import TradingModel

/// Carries the core's chain transactions out on a real chain and says what they changed, to the
/// smallest unit, by the contracts' own views.
public actor OnChainExecutor {
  private let place: ChainPlace
  private let node: EthereumNode
  private let account: AccountRunner
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
  private func change(at block: UInt64) async throws -> BalanceChange {
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
    guard !transaction.isAtomic else {
      return result(
        transaction, .refused(reason: Self.noExecutor), progress)
    }
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

  private static let noExecutor =
    "an atomic group needs an executor contract or an EIP-7702 delegate whose code hash the policy "
    + "pins, and none is set up"

  private struct Progress {
    var movements: [Movement] = []
    var received: [ChainOutput?] = []
    var gasUsed: UInt64 = 0
    var gasPaid: UInt256 = .zero
  }

  /// Carries one step out and books what it changed, also where it failed half-way.
  private func perform(
    _ step: ChainStep, _ index: Int, of transaction: ChainTransaction,
    _ progress: inout Progress
  ) async -> CallFailure? {
    var runner = StepRunner(
      place: place, node: node, account: account, options: options, step: step,
      received: progress.received, maximumFeePerGas: cap(of: transaction),
      numbers: CallNumbers(action: transaction.id, step: index))
    var failure: CallFailure?
    do {
      try await runner.run()
    } catch let error as CallFailure {
      failure = error
    } catch {
      failure = .refused("\(error)")
    }
    var receipts = runner.receipts
    switch failure {
    case .reverted(_, let receipt)?, .cancelled(let receipt)?: receipts.append(receipt)
    default: break
    }
    guard let last = receipts.map(\.blockNumber).max() else { return failure }
    var gas: UInt256 = .zero
    for receipt in receipts {
      progress.gasUsed += receipt.gasUsed
      gas = gas + receipt.effectiveGasPrice * UInt256(receipt.gasUsed)
    }
    progress.gasPaid = progress.gasPaid + gas
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

  /// The instruction's fee cap in wei.
  private func cap(of transaction: ChainTransaction) -> UInt256? {
    transaction.maximumFeePerGas.flatMap {
      UInt256($0.value, decimals: 18, rounding: .down)
    }
  }

  private func result(
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
