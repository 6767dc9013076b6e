import ChainTransactions
import Ethereum
import FixedPoint
import Testing
import TradingModel

@Suite struct TrackerTests {
  @Test func fromIntentToFinality() {
    var harness = TrackerHarness()
    harness.intend(1)
    #expect(harness.states[ActionID(1)] == .pending)
    harness.mine()
    #expect(harness.states[ActionID(1)] == .mined)
    harness.mine()
    #expect(harness.states[ActionID(1)] == .confirmed)
    harness.handle(.finalized(blockNumber: harness.pool.head.number))
    #expect(harness.states[ActionID(1)] == .final)
    #expect(harness.tracker.inFlight.isEmpty)
    #expect(harness.tracker.nextNonce == 1)
  }

  @Test func aLostAnswerIsFollowedByTheSameBytesAndNoSecondNonce() {
    var harness = TrackerHarness()
    harness.isLost = { $0 <= 2 }
    harness.intend(1)
    #expect(harness.states[ActionID(1)] == .broadcast)
    harness.mine()
    harness.mine()
    harness.mine()
    #expect(harness.states[ActionID(1)] == .confirmed)
    #expect(harness.pool.chain.map(\.transaction.value) == [1])
    #expect(harness.signedTransactions.count == 1)
  }

  @Test func aRefusedHighestNonceIsGivenBack() {
    var harness = TrackerHarness()
    var effects: [TransactionEffect] = []
    harness.tracker.handle(
      .intend(TrackerHarness.intent(1)), at: harness.time, into: &effects)
    let attempt = TransactionAttempt(
      hash: SimulatedPool.hash(5), raw: [1],
      fees: FeeQuote(maxFeePerGas: 5, maxPriorityFeePerGas: 1), purpose: .intent)
    harness.tracker.handle(.signed(nonce: 0, attempt), at: harness.time, into: &effects)
    harness.tracker.handle(
      .broadcast(hash: attempt.hash, .refused(.insufficientFunds)), at: harness.time,
      into: &effects)
    #expect(harness.tracker.nextNonce == 0)
    #expect(
      effects.contains(
        .report(
          ActionID(1), .denied, nil, reason: "refused by every node: insufficientFunds")))
  }

  /// After one silent send the bytes may be anywhere: a later refusal frees nothing.
  @Test func aRefusalAfterSilenceKeepsTheNonce() {
    var harness = TrackerHarness()
    var effects: [TransactionEffect] = []
    harness.tracker.handle(
      .intend(TrackerHarness.intent(1)), at: harness.time, into: &effects)
    let attempt = TransactionAttempt(
      hash: SimulatedPool.hash(5), raw: [1],
      fees: FeeQuote(maxFeePerGas: 5, maxPriorityFeePerGas: 1), purpose: .intent)
    harness.tracker.handle(.signed(nonce: 0, attempt), at: harness.time, into: &effects)
    for answer in [BroadcastAnswer.unknown, .refused(.insufficientFunds)] {
      harness.tracker.handle(
        .broadcast(hash: attempt.hash, answer), at: harness.time, into: &effects)
    }
    #expect(harness.tracker.nextNonce == 1)
    #expect(harness.tracker.inFlight[0]?.state == .broadcast)
  }

  /// A nonce that can no longer be given back is used up by an empty transfer to the account.
  @Test func aFailedSignatureBelowOthersIsFilled() {
    var harness = TrackerHarness()
    var effects: [TransactionEffect] = []
    for number in 1...2 as ClosedRange<UInt64> {
      harness.tracker.handle(
        .intend(TrackerHarness.intent(number)), at: harness.time, into: &effects)
    }
    effects = []
    harness.tracker.handle(
      .signingFailed(nonce: 0, reason: "locked"), at: harness.time, into: &effects)
    guard case .sign(_, .cancellation, let filler)? = effects.first else {
      Issue.record("no filler was asked for")
      return
    }
    #expect(filler.nonce == 0)
    #expect(filler.to == TrackerHarness.account)
    #expect(filler.value.isZero && filler.data.isEmpty && filler.gasLimit == 21_000)
  }

  @Test func aStuckTransactionOffersMoreAtTheSameNonce() {
    var harness = TrackerHarness()
    harness.intend(1)
    for _ in 0..<3 { harness.mine(0) }
    #expect(harness.tracker.inFlight[0]?.attempts.count == 2)
    #expect(harness.tracker.nextNonce == 1)
    harness.mine()
    harness.mine()
    #expect(harness.states[ActionID(1)] == .confirmed)
    #expect(harness.pool.chain.count == 1)
  }

  @Test func replacementsEnd() {
    var harness = TrackerHarness()
    harness.intend(1)
    for _ in 0..<100 { harness.mine(0) }
    #expect(harness.tracker.inFlight[0]?.attempts.count == 7)
  }

  @Test func aReorganisedResultIsTakenBackAndMinedAgain() {
    var harness = TrackerHarness()
    harness.intend(1)
    harness.mine()
    harness.mine()
    #expect(harness.states[ActionID(1)] == .confirmed)
    harness.pool.reorganise(depth: 2)
    harness.mine(0)
    #expect(harness.states[ActionID(1)] == .pending)
    harness.mine()
    harness.mine()
    #expect(harness.states[ActionID(1)] == .confirmed)
    #expect(harness.pool.chain.count == 1)
  }

  @Test func aForeignTransactionFreezesTheAccount() {
    var harness = TrackerHarness()
    harness.isLost = { $0 <= 2 }
    harness.intend(1)
    let foreign = FeeMarketTransaction(
      chainID: 1, nonce: 0, maxPriorityFeePerGas: 1, maxFeePerGas: 2_000, gasLimit: 21_000,
      to: .zero, value: 99, data: [], accessList: [])
    harness.pool.register(SimulatedPool.hash(77), foreign)
    _ = harness.pool.send(SimulatedPool.hash(77))
    harness.mine()
    harness.mine()
    #expect(harness.freezes.isEmpty)
    harness.mine()
    harness.mine()
    #expect(harness.states[ActionID(1)] == .foreign)
    #expect(harness.freezes.count == 1)
    harness.intend(2)
    #expect(harness.states[ActionID(2)] == .denied)
    harness.handle(.unfreeze(nextNonce: 1))
    harness.intend(3)
    harness.mine()
    harness.mine()
    #expect(harness.states[ActionID(3)] == .confirmed)
  }

  @Test func givingUpCompetesForTheNonce() {
    var harness = TrackerHarness()
    harness.intend(1)
    harness.handle(.cancel(ActionID(1)))
    harness.mine()
    harness.mine()
    #expect(harness.states[ActionID(1)] == .cancelled)
    #expect(harness.pool.chain.map(\.transaction.to) == [TrackerHarness.account])
    harness.handle(.finalized(blockNumber: harness.pool.head.number))
    #expect(harness.tracker.inFlight.isEmpty)
  }

  @Test func noMoreInFlightThanNodesKeep() {
    var harness = TrackerHarness()
    for number in 1...30 as ClosedRange<UInt64> { harness.intend(number) }
    #expect(harness.tracker.inFlight.count == 8)
    for _ in 0..<10 { harness.mine() }
    #expect(harness.pool.chain.map(\.transaction.value) == (1...30).map { UInt256(UInt64($0)) })
  }

  @Test func feesAboveTheCapAreDeniedWithoutANonce() {
    var harness = TrackerHarness()
    harness.handle(.fees(FeeHistory(nextBaseFee: 1_000_000_000_000, rewards: [])))
    harness.intend(1)
    #expect(harness.states[ActionID(1)] == .denied)
    #expect(harness.tracker.nextNonce == 0)
  }
}
