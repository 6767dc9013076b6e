import FixedPoint
import Protocols
import Testing

@Suite struct LendingAndVaultTests {
  private let wad: UInt256 = 1_000_000_000_000_000_000

  /// Literals from a separate big-integer computation of the contract's steps.
  @Test func morphoAccruesAndPaysItsFee() throws {
    var market = try MorphoBlueMarket(
      lastUpdate: 1_000, fee: wad / 10, liquidationLoanToValue: 860_000_000_000_000_000)
    let shares = try market.supply(wad * 100)
    #expect(shares == wad * 100_000_000)
    let debt = try market.borrow(wad * 80)
    let year = 1_000 + AaveInterest.secondsPerYear
    let growth = try MorphoBlueMarket.compounded(rate: 1_585_489_599, seconds: 31_536_000)
    #expect(growth == 51_270_833_327_093_113)
    let fee = try market.accrue(to: year, borrowRate: 1_585_489_599)
    #expect(market.totalBorrowAssets == 84_101_666_666_167_449_040)
    #expect(market.totalSupplyAssets == 104_101_666_666_167_449_040)
    #expect(fee == 395_564_406_550_702_958_794_341)
    #expect(try market.liquidationIncentiveFactor() == 1_043_841_336_116_910_229)
    #expect(throws: ProtocolMathError.insufficientLiquidity) {
      try market.withdraw(wad * 21, balance: shares)
    }
    #expect(throws: ProtocolMathError.timeReversed) { try market.accrue(to: 1, borrowRate: 1) }
    let price = MorphoBlueMarket.oraclePriceScale
    #expect(try market.isHealthy(collateral: wad * 98, debt: debt, price: price))
    #expect(try !market.isHealthy(collateral: wad * 97, debt: debt, price: price))
    #expect(try market.maximumBorrow(collateral: wad * 100, price: price) == wad * 86)
    #expect(try market.repay(wad * 84, debt: debt) < debt)
    #expect(throws: ProtocolMathError.invalidInput) {
      try MorphoBlueMarket(lastUpdate: 0, liquidationLoanToValue: wad)
    }
  }

  @Test func vaultRoundsForItself() throws {
    var vault = try ERC4626Vault(totalAssets: 10, totalSupply: 6)
    #expect(try vault.previewDeposit(5) == 3)
    #expect(try vault.previewMint(3) == 5)
    #expect(try vault.previewWithdraw(5) == 4)
    #expect(try vault.previewRedeem(3) == 4)
    #expect(try vault.deposit(5) == 3)
    #expect(vault.totalAssets == 15 && vault.totalSupply == 9)
    #expect(throws: ProtocolMathError.insufficientBalance) { try vault.redeem(4, balance: 3) }
    #expect(try vault.redeem(3, balance: 3) == 4)
    #expect(throws: ProtocolMathError.invalidInput) {
      try ERC4626Vault(totalAssets: 0, totalSupply: 0, decimalsOffset: 78)
    }
    #expect(try ERC4626Vault(totalAssets: 0, totalSupply: 0).previewDeposit(7) == 7)
  }

  /// A quarter of the vesting time gone: 60 of 80 still unvested, so 1,040 back 1,000 shares.
  @Test func stakedDollarVestsAndCoolsDown() throws {
    var staked = StakedUSDe(
      balance: wad * 1_100, totalSupply: wad * 1_000, vestingAmount: wad * 80,
      lastDistribution: 10_000)
    #expect(try staked.unvested(at: 17_200) == wad * 60)
    #expect(try staked.vault(at: 17_200).previewDeposit(wad * 100) == 96_153_846_153_846_153_846)
    var cooldown = StakedUSDeCooldown()
    let paid = try staked.coolDown(
      shares: wad * 100, ownerBalance: wad * 100, into: &cooldown, at: 17_200)
    #expect(paid == 103_999_999_999_999_999_999)
    #expect(cooldown.end == 17_200 + 604_800)
    #expect(throws: ProtocolMathError.stillLocked) {
      try staked.unstake(&cooldown, at: 17_200 + 604_799)
    }
    #expect(try staked.unstake(&cooldown, at: 17_200 + 604_800) == paid)
    #expect(cooldown == StakedUSDeCooldown())
    #expect(throws: ProtocolMathError.timeReversed) { try staked.unvested(at: 9_999) }
    #expect(throws: ProtocolMathError.overflow) {
      try staked.coolDown(shares: 1, ownerBalance: 1, into: &cooldown, at: .max)
    }
  }

  /// Literals from a separate big-integer computation of the contract's steps.
  @Test(arguments: [
    (CurveGeneration.plain, UInt256(200 as UInt64)), (.preciseAmplification, 20_000),
  ])
  func curveFollowsItsIntegers(generation: CurveGeneration, amplification: UInt256) throws {
    var pool = CurveTwoCoin(
      balance0: wad * 123_456 + 7, balance1: wad * 98_765 + 3, amplification: amplification,
      fee: 4_000_000, adminFee: 5_000_000_000, generation: generation)
    #expect(try pool.invariant() == 222_214_090_911_836_725_621_443)
    let paid = try pool.amountOut(forInput: wad * 1_000, zeroForOne: true)
    #expect(paid == 998_419_703_870_026_554_603)
    let before = try pool.invariant()
    #expect(try pool.exchange(wad * 1_000, zeroForOne: true) == paid)
    #expect(pool.balance0 == wad * 124_456 + 7)
    #expect(try pool.invariant() > before)
  }

  @Test func curveGuardsItsDivision() throws {
    let pool = CurveTwoCoin(
      balance0: wad * 123_456 + 7, balance1: wad * 98_765 + 3, amplification: 20_000,
      fee: 4_000_000, generation: .guardedDivision)
    let paid = try pool.amountOut(forInput: wad * 1_000, zeroForOne: false)
    #expect(paid == 1_000_685_286_916_245_286_055)
    var empty = pool
    empty.balance0 = 0
    empty.generation = .plain
    #expect(throws: ProtocolMathError.divisionByZero) { try empty.invariant() }
    empty.balance0 = .max
    #expect(throws: ProtocolMathError.overflow) { try empty.invariant() }
    empty.amplification = 0
    empty.balance0 = 1
    #expect(throws: ProtocolMathError.underflow) { try empty.invariant() }
  }

  /// Literals are the largest sizes found by trying each one.
  @Test(arguments: [
    (100_000_000_000, 93, AaveRevision.v3_5, 1_319_148_936_157),
    (100_000_000_000, 93, .v3_2, 1_319_148_936_171),
    (12_345, 92, .v3_5, 141_080), (12_345, 92, .v3_4, 141_080), (0, 92, .v3_5, 0),
  ])
  func flashLoanIsTheLargestThatHolds(
    equity: Int, percent: Int, revision: AaveRevision, expected: Int
  ) throws {
    let loan = try FlashLoan(
      equity: #require(UInt256(exactly: equity)),
      loanToValue: wad / 100 * #require(UInt256(exactly: percent)),
      provider: .aaveV3(revision: revision))
    #expect(loan.amount == UInt256(exactly: expected))
    #expect(loan.debt == loan.amount + loan.premium)
  }

  @Test func flashLoanEdges() throws {
    let free = try FlashLoan(
      equity: wad * 100_000, loanToValue: wad / 4 * 3, provider: .balancerV2)
    #expect(free.amount == wad * 300_000)
    #expect(free.premium == 0)
    #expect(try free.leverage() == wad * 4)
    #expect(try free.healthFactor(liquidationThreshold: 9_000) == wad / 10 * 12)
    #expect(throws: ProtocolMathError.invalidInput) {
      try FlashLoan(equity: 1, loanToValue: wad, provider: .morphoBlue)
    }
    #expect(throws: ProtocolMathError.invalidInput) {
      try FlashLoan(equity: 1, loanToValue: wad + 1, provider: .aaveV3(revision: .v3_5))
    }
    let extreme = try FlashLoan(equity: wad, loanToValue: wad - 1, provider: .morphoBlue)
    #expect(extreme.amount > wad)
    #expect(throws: ProtocolMathError.overflow) {
      try FlashLoan(equity: .max, loanToValue: wad - 1, provider: .morphoBlue)
    }
  }

  @Test func feedScalesAndRefuses() throws {
    let feed = ChainlinkFeed(decimals: 8, heartbeat: 3_600)
    var round = ChainlinkRound(
      roundID: 7, answer: 330_520_000_000, startedAt: 1_000, updatedAt: 1_000,
      answeredInRound: 7)
    #expect(try feed.price(of: round, at: 4_600, rounding: .down) == Decimal18("3305.2"))
    #expect(throws: ProtocolMathError.staleAnswer) {
      try feed.price(of: round, at: 4_601, rounding: .down)
    }
    #expect(throws: ProtocolMathError.invalidAnswer) {
      try feed.price(of: round, at: 999, rounding: .down)
    }
    round.answer = .min
    #expect(throws: ProtocolMathError.invalidAnswer) {
      try feed.price(of: round, at: 2_000, rounding: .down)
    }
    round.answer = .max
    #expect(throws: ProtocolMathError.overflow) {
      try feed.price(of: round, at: 2_000, rounding: .down)
    }
  }
}
