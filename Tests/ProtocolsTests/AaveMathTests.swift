import FixedPoint
import Protocols
import Testing

@Suite struct AaveMathTests {
  @Test func halfUpRoundsTheTieAway() throws {
    #expect(try RayMath.multiply(1, RayMath.ray, rounding: .halfUp) == 1)
    let half: UInt256 = 500_000_000_000_000_000_000_000_000
    #expect(try RayMath.multiply(1, half, rounding: .halfUp) == 1)
    #expect(try RayMath.multiply(1, half - 1, rounding: .halfUp) == 0)
    #expect(try RayMath.multiply(1, half, rounding: .floor) == 0)
    #expect(try RayMath.multiply(1, 1, rounding: .ceiling) == 1)
    #expect(try PercentageMath.multiply(9_999, basisPoints: 5, rounding: .halfUp) == 5)
    #expect(try PercentageMath.multiply(9_999, basisPoints: 5, rounding: .floor) == 4)
    #expect(try PercentageMath.divide(1, basisPoints: 3, rounding: .ceiling) == 3_334)
  }

  @Test func refusesWhatRevertsOnChain() {
    #expect(throws: ProtocolMathError.divisionByZero) {
      try RayMath.divide(1, 0, rounding: .halfUp)
    }
    #expect(throws: ProtocolMathError.overflow) { try RayMath.multiply(.max, 2, rounding: .floor) }
    #expect(throws: ProtocolMathError.overflow) {
      try AaveInterest.linear(rate: .max, seconds: 2)
    }
    #expect(throws: ProtocolMathError.overflow) {
      try AaveInterest.compounded(rate: .max, seconds: .max, revision: .v3_3)
    }
  }

  @Test func revisionsAreKnownByPoolNumber() {
    #expect(AaveRevision(poolRevision: 5) == .v3_2)
    #expect(AaveRevision(poolRevision: 9) == .v3_5)
    #expect(AaveRevision(poolRevision: 0) == nil)
    #expect(AaveRevision(poolRevision: 99) == nil)
  }

  @Test(.enabled(if: VectorFile.isPresent)) func halfUpVectors() throws {
    for item in try VectorFile.cases("aave-math") {
      let a = try item.uint("a")
      let b = try item.uint("b")
      let p = try item.points("p")
      let name = Comment(rawValue: item.name)
      #expect(try RayMath.multiply(a, b, rounding: .halfUp) == item.uint("rayMul"), name)
      #expect(try RayMath.divide(a, b, rounding: .halfUp) == item.uint("rayDiv"), name)
      #expect(try WadMath.multiply(a, b, rounding: .halfUp) == item.uint("wadMul"), name)
      #expect(try WadMath.divide(a, b, rounding: .halfUp) == item.uint("wadDiv"), name)
      let multiplied = try PercentageMath.multiply(a, basisPoints: p, rounding: .halfUp)
      #expect(try multiplied == item.uint("percentMul"), name)
      let divided = try PercentageMath.divide(a, basisPoints: p, rounding: .halfUp)
      #expect(try divided == item.uint("percentDiv"), name)
      #expect(try RayMath.wad(fromRay: a, rounding: .halfUp) == item.uint("rayToWad"), name)
      #expect(try RayMath.ray(fromWad: a) == item.uint("wadToRay"), name)
    }
  }

  @Test(.enabled(if: VectorFile.isPresent)) func directedVectors() throws {
    let revision = AaveRevision.v3_5
    for item in try VectorFile.cases("aave-math-v35") {
      let amount = try item.uint("amount")
      let index = try item.uint("index")
      let bps = try item.points("bps")
      let name = Comment(rawValue: item.name)
      let supply = try revision.scaledSupply(of: amount, index: index)
      #expect(try supply == item.uint("supplyScaled"), name)
      let withdrawal = try revision.scaledWithdrawal(of: amount, index: index)
      #expect(try withdrawal == item.uint("withdrawScaled"), name)
      let borrow = try revision.scaledBorrow(of: amount, index: index)
      #expect(try borrow == item.uint("borrowScaled"), name)
      let repayment = try revision.scaledRepayment(of: amount, index: index)
      #expect(try repayment == item.uint("repayScaled"), name)
      let balance = try revision.supplyBalance(ofScaled: amount, index: index)
      #expect(try balance == item.uint("aTokenBalanceOfScaled"), name)
      let debt = try revision.debtBalance(ofScaled: amount, index: index)
      #expect(try debt == item.uint("debtBalanceOfScaled"), name)
      let floor = try PercentageMath.multiply(amount, basisPoints: bps, rounding: .floor)
      #expect(try floor == item.uint("percentMulFloor"), name)
      let premium = try revision.flashPremium(on: amount, premium: bps)
      #expect(try premium == item.uint("percentMulCeil"), name)
      let down = try PercentageMath.divide(amount, basisPoints: bps, rounding: .floor)
      #expect(try down == item.uint("percentDivFloor"), name)
      let up = try PercentageMath.divide(amount, basisPoints: bps, rounding: .ceiling)
      #expect(try up == item.uint("percentDivCeil"), name)
    }
  }

  @Test(.enabled(if: VectorFile.isPresent)) func interestVectors() throws {
    for item in try VectorFile.cases("aave-interest") {
      let rate = try item.uint("rate")
      let seconds = UInt64(try item.int("seconds"))
      let name = Comment(rawValue: item.name)
      #expect(try AaveInterest.linear(rate: rate, seconds: seconds) == item.uint("linear"), name)
      let compounded = try AaveInterest.compounded(rate: rate, seconds: seconds, revision: .v3_2)
      #expect(try compounded == item.uint("compounded"), name)
      let yield = try AaveInterest.annualYield(rate: rate, revision: .v3_2)
      #expect(try yield == item.uint("apyFromCompoundedYear"), name)
    }
    for item in try VectorFile.cases("aave-interest-v34") {
      let compounded = try AaveInterest.compounded(
        rate: item.uint("rate"), seconds: UInt64(item.int("seconds")), revision: .v3_4)
      #expect(try compounded == item.uint("compounded"), Comment(rawValue: item.name))
    }
  }

  @Test(.enabled(if: VectorFile.isPresent)) func rateVectors() throws {
    for item in try VectorFile.cases("aave-rates") {
      let strategy = AaveInterestRateStrategyV2(
        optimalUsage: try item.points("optimalBps"), baseRate: try item.points("baseBps"),
        slope1: try item.points("slope1Bps"), slope2: try item.points("slope2Bps"))
      let rates = try strategy.rates(
        availableLiquidity: item.uint("virtualLiquidity") + item.uint("liquidityAdded"),
        totalDebt: item.uint("totalDebt"), reserveFactor: item.points("reserveFactor"))
      #expect(try rates.liquidityRate == item.uint("liquidityRate"), Comment(rawValue: item.name))
      #expect(
        try rates.variableBorrowRate == item.uint("variableBorrowRate"),
        Comment(rawValue: item.name))
    }
  }
}
