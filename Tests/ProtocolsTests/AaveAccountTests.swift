import FixedPoint
import Protocols
import Testing

@Suite struct AaveAccountTests {
  /// 10 whole tokens at 2,000 USD against 10,000 USD of debt.
  private func account(
    _ revision: AaveRevision, mode: AaveEfficiencyMode? = nil, loanToValue: UInt32 = 8_000
  ) -> AaveAccount {
    AaveAccount(
      revision: revision,
      collaterals: [
        AaveCollateral(
          amount: 10_000_000_000_000_000_000, decimals: 18, price: 200_000_000_000,
          loanToValue: loanToValue, liquidationThreshold: 8_250, isInEfficiencyMode: true)
      ],
      debts: [AaveDebt(amount: 10_000_000_000, decimals: 6, price: 100_000_000)],
      efficiencyMode: mode)
  }

  @Test(arguments: [AaveRevision.v3_2, .v3_5]) func handComputed(revision: AaveRevision) throws {
    let data = try account(revision).data()
    #expect(data.totalCollateral == 2_000_000_000_000)
    #expect(data.totalDebt == 1_000_000_000_000)
    #expect(data.availableBorrows == 600_000_000_000)
    #expect(data.healthFactor == 1_650_000_000_000_000_000)
    #expect(!data.isLiquidatable)
  }

  @Test func efficiencyModeReplacesTheSettings() throws {
    let mode = AaveEfficiencyMode(
      loanToValue: 9_300, liquidationThreshold: 9_500, liquidationBonus: 10_100)
    let data = try account(.v3_5, mode: mode).data()
    #expect(data.averageLoanToValue == 9_300)
    #expect(data.healthFactor == 1_900_000_000_000_000_000)
    #expect(try account(.v3_5, mode: mode, loanToValue: 0).data().averageLoanToValue == 0)
    #expect(try account(.v3_6, mode: mode, loanToValue: 0).data().averageLoanToValue == 9_300)
  }

  @Test func noDebtIsInfinitelyHealthy() throws {
    var sound = account(.v3_3)
    sound.debts = []
    #expect(try sound.data().healthFactor == .max)
  }

  @Test func closeFactorSteps() {
    #expect(AaveLiquidation.closeFactor(healthFactor: 1_000_000_000_000_000_000) == 0)
    #expect(AaveLiquidation.closeFactor(healthFactor: 999_999_999_999_999_999) == 5_000)
    #expect(AaveLiquidation.closeFactor(healthFactor: 950_000_000_000_000_001) == 5_000)
    #expect(AaveLiquidation.closeFactor(healthFactor: 950_000_000_000_000_000) == 10_000)
  }

  /// 1,000 USDC repaid at 2,000 USD takes 0.525 ETH at a 5 % bonus, 10 % of the bonus to treasury.
  @Test func seizesWithBonus() throws {
    let debt = AaveDebt(amount: 5_000_000_000, decimals: 6, price: 100_000_000)
    let ether = AaveCollateral(
      amount: 1_000_000_000_000_000_000, decimals: 18, price: 200_000_000_000,
      loanToValue: 8_000, liquidationThreshold: 8_250)
    let seizure = try AaveLiquidation.seizure(
      repaying: 1_000_000_000, of: debt, from: ether, bonus: 10_500, protocolFee: 1_000,
      revision: .v3_5)
    #expect(seizure.debtRepaid == 1_000_000_000)
    #expect(seizure.collateralToTreasury == 2_500_000_000_000_000)
    #expect(seizure.collateralToLiquidator == 522_500_000_000_000_000)
    let capped = try AaveLiquidation.seizure(
      repaying: 5_000_000_000, of: debt, from: ether, bonus: 10_500, protocolFee: 0,
      revision: .v3_5)
    #expect(capped.collateralToLiquidator == 1_000_000_000_000_000_000)
    #expect(capped.debtRepaid == 1_904_761_905)
  }

  @Test func repaymentIsLimitedByRevision() throws {
    let debt = AaveDebt(amount: 10_000_000_000, decimals: 6, price: 100_000_000)
    var sick = account(.v3_2)
    sick.collaterals[0].price = 120_000_000_000
    let data = try sick.data()
    #expect(data.healthFactor == 990_000_000_000_000_000)
    let old = try AaveLiquidation.maximumRepayment(
      of: debt, collateralValue: data.totalCollateral, account: data, revision: .v3_2)
    #expect(old == 5_000_000_000)
    let new = try AaveLiquidation.maximumRepayment(
      of: debt, collateralValue: data.totalCollateral, account: data, revision: .v3_3)
    #expect(new == 5_000_000_000)
    let small = try AaveLiquidation.maximumRepayment(
      of: debt, collateralValue: 199_999_999_999, account: data, revision: .v3_3)
    #expect(small == 10_000_000_000)
    let sound = try account(.v3_2).data()
    #expect(throws: ProtocolMathError.collateralRule) {
      try AaveLiquidation.maximumRepayment(
        of: debt, collateralValue: .zero, account: sound, revision: .v3_2)
    }
  }

  @Test(
    .enabled(if: VectorFile.isPresent),
    arguments: [("aave-account", AaveRevision.v3_3), ("aave-account-v35", .v3_5)])
  func vectors(file: String, revision: AaveRevision) throws {
    for item in try VectorFile.cases(file) {
      let collaterals = try item.list("collateral").map {
        AaveCollateral(
          amount: try $0.uint("amount"), decimals: try $0.int("decimals"),
          price: try $0.uint("price8"), loanToValue: try $0.points("ltv"),
          liquidationThreshold: try $0.points("threshold"))
      }
      let debts = try item.list("debt").map {
        AaveDebt(
          amount: try $0.uint("amount"), decimals: try $0.int("decimals"),
          price: try $0.uint("price8"))
      }
      let data = try AaveAccount(revision: revision, collaterals: collaterals, debts: debts)
        .data()
      let name = Comment(rawValue: item.name)
      #expect(try data.totalCollateral == item.uint("totalCollateralBase"), name)
      #expect(try data.totalDebt == item.uint("totalDebtBase"), name)
      #expect(try data.availableBorrows == item.uint("availableBorrowsBase"), name)
      #expect(try data.averageLoanToValue == item.uint("avgLtv"), name)
      #expect(try data.averageLiquidationThreshold == item.uint("avgThreshold"), name)
      #expect(try data.healthFactor == item.uint("healthFactor"), name)
    }
  }
}
