import ChainTransactions
import Ethereum
import FixedPoint
import Foundation
import JSON
import OnChain
import Testing
import TradingModel

/// Every fault at every point where the process may die: each nonce used once and none left out,
/// each call carried out once, and the ledger equal to the chain.
@Suite(.serialized, .enabled(if: EVMRig.isPresent), .timeLimit(.minutes(10)))
struct FaultMatrixTests {
  @Test(arguments: ChainFault.allCases)
  func everyPersistPoint(_ fault: ChainFault) async throws {
    let rig = try await SharedRig.main.rig()
    let foreign = try await SharedRig.foreign.rig()
    var row: [String] = []
    let points: [PersistPoint?] =
      fault.isMinor ? [nil, .beforeAnswer] : [nil] + PersistPoint.allCases
    for (index, point) in points.enumerated() {
      let cell = FaultCell(
        rig: rig, foreign: foreign, fault: fault, point: point, skip: index % 3)
      let begin = ContinuousClock.now
      let found = await cell.run()
      let time = begin.duration(to: .now)
      row.append("\(point?.rawValue ?? "alive"): \(found) \(time.components.seconds)s")
      #expect(found == "ok", "\(fault.rawValue) \(point?.rawValue ?? "alive")")
    }
    print("matrix \(fault.rawValue): \(row.joined(separator: " | "))")
  }
}

/// One instruction of three calls (stake, approve, wrap) with one fault and one death.
private struct FaultCell {
  let rig: EVMRig
  let foreign: EVMRig
  let fault: ChainFault
  let point: PersistPoint?
  let skip: Int
  let account = 3
  let store = MemoryStore()

  struct Wrong: Error {
    let what: String
  }

  func run() async -> String {
    do {
      try await rig.heal()
      let result = try await carryOut()
      return result
    } catch let wrong as Wrong {
      return wrong.what
    } catch {
      return "\(error)"
    }
  }

  private func carryOut() async throws -> String {
    let first = try await desk(Mortal(point, skip: skip), told: nil)
    var ledger = DeskLedger(first.desk)
    await ledger.open()
    let told = await first.desk.executor.balances
    let before = try await rig.nonces(rig.accounts[account]).latest
    let steps = try steps(first.desk)
    try await fault.begin(rig)
    async let trouble: Void = fault.meanwhile(rig, store)
    if point != nil {
      let doomed = first.desk
      let task = Task { try? await doomed.executor.perform(Self.transaction(doomed, steps)) }
      for _ in 0..<2_000 where !first.mortal.isDead {
        try await Task.sleep(for: .milliseconds(10))
      }
      await doomed.account.stop()
      task.cancel()
      if !first.mortal.isDead { throw Wrong(what: "never came to \(point?.rawValue ?? "")") }
      ledger.desk = try await desk(Mortal(nil), told: told).desk
    }
    let result = try await ledger.run(steps, number: 1)
    try await trouble
    guard result.outcome == .confirmed else { throw Wrong(what: "\(result.outcome)") }
    try await verify(ledger, from: before)
    await ledger.desk.account.stop()
    return "ok"
  }

  private func verify(_ start: DeskLedger, from before: UInt64) async throws {
    var ledger = start
    try await settle(from: before)
    try await rig.heal()
    if fault == .reorgWithDrop {
      // A transaction mined again may have cost another price: that is told as it is found.
      for movement in try await ledger.desk.executor.refresh() { ledger.book(movement) }
    }
    let chain = try await desk(Mortal(nil), told: nil).desk
    for movement in try await chain.executor.opening() {
      let told = ledger.amounts[movement.key] ?? .zero
      if told != movement.amount {
        let name = chain.place.catalog.name(of: movement.key)
        throw Wrong(what: "\(name): told \(told), is \(movement.amount)")
      }
    }
    await chain.account.stop()
  }

  /// Waits until all that was signed is mined, and looks at what was mined.
  private func settle(from before: UInt64) async throws {
    let address = rig.accounts[account]
    var used = Set(store.everything.map(\.nonce))
    var counts = try await rig.nonces(address)
    for _ in 0..<600 where counts.latest != before + UInt64(used.count) {
      try await Task.sleep(for: .milliseconds(20))
      used = Set(store.everything.map(\.nonce))
      counts = try await rig.nonces(address)
    }
    guard used == Set(before..<counts.latest), counts.pending == counts.latest else {
      throw Wrong(what: "nonces \(used.sorted()) of \(before)..<\(counts)")
    }
    guard try await rig.waiting(address) == 0 else { throw Wrong(what: "left in the pool") }
    var minedNonces: [UInt64] = []
    var minedActions: [ActionID] = []
    for saved in store.everything {
      let hash = "\(saved.attempt.hash)"
      let receipt = try await rig.control("eth_getTransactionReceipt", #""\#(hash)""#)
      if receipt == .null { continue }
      minedNonces.append(saved.nonce)
      if saved.attempt.purpose == .intent { minedActions.append(saved.intent.action) }
    }
    guard minedNonces.count == used.count, Set(minedNonces) == used else {
      throw Wrong(what: "mined \(minedNonces) of \(used.sorted())")
    }
    guard Set(minedActions).count == minedActions.count, minedActions.count == 3 else {
      throw Wrong(what: "calls mined: \(minedActions)")
    }
  }

  private func desk(
    _ mortal: Mortal, told: ChainBalances?
  ) async throws -> (desk: ChainDesk, mortal: Mortal) {
    var last: any Error = Wrong(what: "not started")
    for _ in 0..<20 {
      do {
        let desk = try await ChainDesk(
          rig, account: account, store: store, endpoints: fault.endpoints(rig, foreign: foreign),
          quorum: fault.quorum, mortal: mortal, told: told
        ) { _, options in
          options.tracking.stuckAfter = .seconds(1)
          options.tracking.foreignAfter = .seconds(5)
        }
        return (desk, mortal)
      } catch {
        last = error
        try await Task.sleep(for: .milliseconds(200))
      }
    }
    throw last
  }

  private static func transaction(_ desk: ChainDesk, _ steps: [ChainStep]) -> ChainTransaction {
    ChainTransaction(
      id: ActionID(1), chain: desk.place.chain, wallet: desk.place.wallet, steps: steps,
      isAtomic: false)
  }

  private func steps(_ desk: ChainDesk) throws -> [ChainStep] {
    [
      ChainStep(
        operation: .stake, venue: try desk.venue("lido"), token: try desk.asset("ETH"),
        amount: .exact(try #require(Quantity("0.5"))), receive: try desk.asset("wstETH"))
    ]
  }
}
