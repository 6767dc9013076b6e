import ChainTransactions
import FixedPoint
import Testing

@Suite struct FeeTests {
  private let gwei: UInt256 = 1_000_000_000

  private func history(_ base: UInt256, _ rewards: [[UInt256]] = [[1, 2, 3]]) -> FeeHistory {
    FeeHistory(nextBaseFee: base, rewards: rewards)
  }

  @Test func offersTwiceTheBaseFeeAndTheMedianTip() throws {
    let rewards: [[UInt256]] = [[1, 10, 100], [0, 0, 0], [2, 20, 200], [3, 30, 300]]
    let policy = FeePolicy()
    for (urgency, tip) in [(FeeUrgency.patient, 2), (.normal, 20), (.urgent, 200)] {
      let quote = try policy.quote(history(gwei, rewards), urgency: urgency, gasLimit: 21_000)
      #expect(quote.maxPriorityFeePerGas == UInt256(UInt64(tip)))
      #expect(quote.maxFeePerGas == gwei + gwei + UInt256(UInt64(tip)))
    }
  }

  @Test func emptyBlocksStillOfferTheLeastTip() throws {
    let quote = try FeePolicy().quote(
      history(gwei, [[0, 0, 0]]), urgency: .urgent, gasLimit: 21_000)
    #expect(quote.maxPriorityFeePerGas == 1)
  }

  @Test func neverAboveTheCaps() throws {
    let policy = FeePolicy(maximumFeePerGas: 3 * gwei, maximumPriorityFeePerGas: gwei)
    let quote = try policy.quote(
      history(2 * gwei, [[gwei, gwei, 500 * gwei]]), urgency: .urgent, gasLimit: 21_000)
    #expect(quote == FeeQuote(maxFeePerGas: 3 * gwei, maxPriorityFeePerGas: gwei))
    #expect(throws: FeeRefusal.aboveCap(needed: 4 * gwei, allowed: 3 * gwei)) {
      try policy.quote(
        history(3 * gwei, [[gwei, gwei, gwei]]), urgency: .normal, gasLimit: 21_000)
    }
    #expect(throws: FeeRefusal.self) {
      try policy.quote(history(.max), urgency: .normal, gasLimit: 21_000)
    }
    #expect(throws: FeeRefusal.aboveCap(needed: gwei + 2, allowed: gwei)) {
      try policy.quote(history(gwei), urgency: .normal, gasLimit: 21_000, ceiling: gwei)
    }
  }

  @Test func theWholeFeeStaysUnderTheTotalCap() throws {
    let policy = FeePolicy(maximumTotalFee: 3_000_000 * gwei)
    let quote = try policy.quote(history(2 * gwei), urgency: .normal, gasLimit: 1_000_000)
    #expect(quote.maxFeePerGas == 3 * gwei)
    #expect(throws: FeeRefusal.self) {
      try policy.quote(history(3 * gwei), urgency: .normal, gasLimit: 1_000_000)
    }
  }

  /// Pools ask a tenth more on both fees (go-ethereum) or an eighth (others).
  @Test(arguments: [1, 7, 8, 9, 1_000, 999_999_999] as [UInt64])
  func replacementsSatisfyBothRules(_ fee: UInt64) throws {
    let old = FeeQuote(maxFeePerGas: UInt256(fee) * 10, maxPriorityFeePerGas: UInt256(fee))
    let new = try FeePolicy().replacement(of: old, nextBaseFee: 1, gasLimit: 21_000)
    for (before, after) in [
      (old.maxFeePerGas, new.maxFeePerGas), (old.maxPriorityFeePerGas, new.maxPriorityFeePerGas),
    ] {
      #expect(after > before)
      #expect(after * 8 >= before * 9)
    }
  }

  @Test func gasLimits() {
    let policy = GasLimitPolicy()
    #expect(policy.limit(estimate: 100_000, floor: 21_000) == 120_000)
    #expect(policy.limit(estimate: 20_000, floor: 25_000) == 30_000)
    #expect(policy.limit(estimate: 16_000_000, floor: 0) == 1 << 24)
    #expect(policy.limit(estimate: 1 << 24 + 1, floor: 0) == nil)
    #expect(policy.limit(estimate: .max, floor: 0) == nil)
  }

  @Test(arguments: [
    ("already known", BroadcastAnswer.alreadyKnown), ("Known transaction: 0xab", .alreadyKnown),
    ("unknown transaction", .unknown), ("nonce too low: next nonce 5, tx nonce 4", .nonceTooLow),
    ("replacement transaction underpriced", .underpriced),
    ("transaction underpriced: tip needed 1", .refused(.belowMinimumPrice)),
    ("INSUFFICIENT FUNDS for gas * price + value", .refused(.insufficientFunds)),
    ("insufficient gas for floor data gas cost", .refused(.floorGasTooLow)),
    ("tx fee (2.00 ether) exceeds the configured cap (1.00 ether)", .refused(.feeAboveNodeCap)),
    ("in-flight transaction limit reached for delegated accounts", .refused(.delegatedAccountBusy)),
    ("timeout", .unknown), ("", .unknown),
  ])
  func nodesAreUnderstoodByTheirWords(_ text: String, _ expected: BroadcastAnswer) {
    #expect(BroadcastAnswer.classify(error: text) == expected)
  }

  @Test func oneSilentEndpointLeavesTheOutcomeOpen() {
    #expect(BroadcastAnswer.combined([.refused(.invalid), .unknown]) == .unknown)
    #expect(BroadcastAnswer.combined([.unknown, .accepted]) == .accepted)
    #expect(
      BroadcastAnswer.combined([.refused(.invalid), .refused(.invalid)]) == .refused(.invalid))
    #expect(BroadcastAnswer.combined([]) == .unknown)
  }
}
