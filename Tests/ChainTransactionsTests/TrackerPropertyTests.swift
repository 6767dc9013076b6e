import ChainTransactions
import Ethereum
import FixedPoint
import Foundation
import TestSupport
import Testing
import TradingModel

/// Random lives of an account under silence, eviction, reorganisations and kills.
@Suite struct TrackerPropertyTests {
  private static var seeds: Range<UInt64> {
    let environment = ProcessInfo.processInfo.environment
    guard environment["VENUES_CAMPAIGN"] == "chaintransactions" else { return 0..<120 }
    return 0..<(120 * (environment["VENUES_CAMPAIGN_SCALE"].flatMap(UInt64.init) ?? 10))
  }

  @Test func everyIntentIsMinedOnceAndEveryNonceIsUsedOnce() {
    for seed in Self.seeds { live(seed) }
  }

  private func live(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var harness = TrackerHarness()
    harness.isLost = { question in
      var dice = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(question))
      return dice.below(100) < seed % 40
    }
    var number: UInt64 = 0
    for _ in 0..<40 {
      switch random.below(12) {
      case 0...3 where number < 20:
        number += 1
        harness.intend(number)
      case 4...6: harness.mine(Int(random.below(4)))
      case 7: harness.pool.drop()
      case 8:
        harness.pool.reorganise(depth: Int(random.below(4)))
        harness.mine(0)
      case 9: harness.restart()
      case 10: harness.handle(.tick)
      default: harness.mine(0)
      }
    }
    harness.isLost = { _ in false }
    for _ in 0..<30 { harness.mine() }
    check(harness, count: number, seed)
  }

  private func check(_ harness: TrackerHarness, count: UInt64, _ seed: UInt64) {
    let chain = harness.pool.chain.map(\.transaction)
    #expect(chain.map(\.nonce) == (0..<UInt64(chain.count)).map { $0 }, "seed \(seed): nonces")
    let values = chain.filter { $0.to == .zero }.map(\.value).sorted()
    #expect(
      values == (0..<count).map { UInt256($0 + 1) }, "seed \(seed): an intent is lost or doubled")
    #expect(harness.freezes.isEmpty, "seed \(seed): \(harness.freezes)")
    #expect(harness.tracker.nextNonce == UInt64(chain.count), "seed \(seed): a gap")
    var owner: [UInt64: UInt256] = [:]
    for transaction in harness.signedTransactions.values where transaction.to == .zero {
      if let before = owner[transaction.nonce], before != transaction.value {
        Issue.record("seed \(seed): nonce \(transaction.nonce) was signed for two intents")
      }
      owner[transaction.nonce] = transaction.value
    }
  }
}
