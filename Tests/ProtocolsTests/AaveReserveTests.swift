import FixedPoint
import Protocols
import TestSupport
import Testing

@Suite struct AaveReserveTests {
  private func reserve(
    _ revision: AaveRevision, supplyCap: UInt64 = 0, borrowCap: UInt64 = 0
  ) -> AaveReserve {
    AaveReserve(
      revision: revision,
      configuration: AaveReserveConfiguration(
        decimals: 18, loanToValue: 8_000, liquidationThreshold: 8_250, liquidationBonus: 10_500,
        reserveFactor: 1_000, supplyCap: supplyCap, borrowCap: borrowCap),
      strategy: AaveInterestRateStrategyV2(
        optimalUsage: 8_000, baseRate: 0, slope1: 400, slope2: 6_000),
      at: 1_000)
  }

  private let ether: UInt256 = 1_000_000_000_000_000_000

  /// 100 supplied, 80 borrowed: usage at the kink, so 4 % for borrowers and 4 * .8 * .9 = 2.88 %.
  @Test func ratesFollowUsage() throws {
    var pool = reserve(.v3_5)
    _ = try pool.supply(ether * 100, at: 1_000)
    _ = try pool.borrow(ether * 80, at: 1_000)
    #expect(pool.variableBorrowRate == 40_000_000_000_000_000_000_000_000)
    #expect(pool.liquidityRate == 28_800_000_000_000_000_000_000_000)
    #expect(pool.virtualUnderlyingBalance == ether * 20)
    let year = 1_000 + AaveInterest.secondsPerYear
    #expect(
      try pool.supplyBalance(ofScaled: ether * 100, at: year) == 102_880_000_000_000_000_000)
    #expect(try pool.normalizedDebt(at: year) == 1_040_810_666_666_666_666_666_666_667)
  }

  @Test(arguments: AaveRevision.allCases) func roundTripNeverGains(revision: AaveRevision) throws {
    var random = SeededGenerator(seed: 42)
    var pool = reserve(revision)
    var time: UInt64 = 1_000
    _ = try pool.supply(ether * 1_000, at: time)
    _ = try pool.borrow(ether * 500, at: time)
    for _ in 0..<60 {
      time += random.below(1_000_000)
      let amount = UInt256(random.below(UInt64(1_000_000_000_000_000_000)) + 10)
      let supplied = try pool.supply(amount, at: time)
      let withdrawn = try pool.withdraw(.max, scaledBalance: supplied.scaledAmount, at: time)
      #expect(withdrawn.scaledAmount == supplied.scaledAmount)
      let borrowed = try pool.borrow(amount, at: time)
      let repaid = try pool.repay(.max, scaledDebt: borrowed.scaledAmount, at: time)
      #expect(repaid.scaledAmount == borrowed.scaledAmount)
      if revision.usesDirectedRounding {
        #expect(withdrawn.amount <= amount)
        #expect(repaid.amount >= amount)
      } else {
        let slack: UInt256 = 1
        #expect(withdrawn.amount <= amount + slack && withdrawn.amount + slack >= amount)
      }
    }
  }

  @Test func refusesAndStaysAsItWas() throws {
    var pool = reserve(.v3_5, supplyCap: 100, borrowCap: 10)
    _ = try pool.supply(ether * 100, at: 1_000)
    let before = pool
    #expect(throws: ProtocolMathError.supplyCapExceeded) { try pool.supply(1, at: 1_000) }
    #expect(throws: ProtocolMathError.borrowCapExceeded) {
      try pool.borrow(ether * 10 + 1, at: 2_000)
    }
    #expect(throws: ProtocolMathError.insufficientBalance) {
      try pool.withdraw(ether * 101, scaledBalance: ether * 100, at: 2_000)
    }
    #expect(throws: ProtocolMathError.insufficientBalance) {
      try pool.repay(1, scaledDebt: 0, at: 2_000)
    }
    #expect(throws: ProtocolMathError.timeReversed) { try pool.accrue(to: 999) }
    #expect(throws: ProtocolMathError.zeroAmount) { try pool.supply(0, at: 1_000) }
    #expect(pool == before)
    pool.configuration.isFrozen = true
    #expect(throws: ProtocolMathError.reserveUnavailable) { try pool.borrow(1, at: 1_000) }
    pool.configuration.isFrozen = false
    _ = try pool.borrow(ether * 10, at: 1_000)
    #expect(throws: ProtocolMathError.insufficientLiquidity) {
      try pool.withdraw(ether * 91, scaledBalance: ether * 100, at: 1_000)
    }
  }

  /// 80 borrowed at 4 % for a year: interest 3.2648..., a tenth of it to the treasury.
  @Test func treasuryGetsItsShare() throws {
    var pool = reserve(.v3_3)
    _ = try pool.supply(ether * 100, at: 1_000)
    _ = try pool.borrow(ether * 80, at: 1_000)
    try pool.accrue(to: 1_000 + AaveInterest.secondsPerYear)
    let share = try pool.revision.supplyBalance(
      ofScaled: pool.accruedToTreasury, index: pool.liquidityIndex)
    let owed = try pool.totalDebt() - ether * 80
    #expect(try PercentageMath.multiply(owed, basisPoints: 1_000, rounding: .halfUp) == share)
  }

  @Test func readsTheConfigurationWord() {
    var word: UInt256 = 8_050 | (8_300 << 16) | (10_500 << 32) | (18 << 48)
    word = word | (1 << 56) | (1 << 58) | (1 << 63) | (1_500 << 64)
    word = word | (1_400_000 << 80) | (1_800_000 << 116) | (1_000 << 152)
    let settings = AaveReserveConfiguration(bitmap: word)
    #expect(
      settings
        == AaveReserveConfiguration(
          decimals: 18, loanToValue: 8_050, liquidationThreshold: 8_300, liquidationBonus: 10_500,
          liquidationProtocolFee: 1_000, reserveFactor: 1_500, supplyCap: 1_800_000,
          borrowCap: 1_400_000))
    _ = AaveReserveConfiguration(bitmap: .max)
  }
}
