import FixedPoint
import JSON
import Protocols

/// Aave v3's arithmetic, of the release that `version` names (3.3 unless told).
enum AaveVerbs {
  static let all = [
    EthereumVerb("aave-math", "Aave v3 arithmetic by release", []) { request in
      if request.has("optimalBps") { return try rates(request) }
      if request.has("rate") { return try interest(request) }
      if request.has("collateral") || request.has("debt") { return try account(request) }
      if request.has("index") { return try scaled(request) }
      return try operations(request)
    }
  ]

  static func revision(
    _ request: ToolRequest, otherwise: AaveRevision = .v3_3
  ) throws -> AaveRevision {
    if request.has("poolRevision") {
      guard let revision = AaveRevision(poolRevision: try request.count("poolRevision")) else {
        throw ToolError.unsupported("this poolRevision")
      }
      return revision
    }
    guard request.has("version") else { return otherwise }
    let text = ToolRequest.literal(try request.value("version")) ?? ""
    let digits = (text.hasPrefix("v") ? String(text.dropFirst()) : text).filter { $0 != "." }
    guard let number = Int(digits), let revision = AaveRevision(rawValue: number) else {
      throw ToolError.unsupported("version '\(text.prefix(64))'")
    }
    return revision
  }

  /// Half-up products and quotients of `a` and `b`, and of `a` and `p` basis points.
  private static func operations(_ request: ToolRequest) throws -> ToolAnswer {
    let a = try request.unsigned("a")
    let half = Rounding.halfUp
    var answer = ToolAnswer()
    if request.has("b") {
      let b = try request.unsigned("b")
      answer.set("rayMul", try RayMath.multiply(a, b, rounding: half))
      answer.set("rayDiv", try RayMath.divide(a, b, rounding: half))
      answer.set("wadMul", try WadMath.multiply(a, b, rounding: half))
      answer.set("wadDiv", try WadMath.divide(a, b, rounding: half))
    }
    if request.has("p") {
      let p = try request.points("p")
      answer.set("percentMul", try PercentageMath.multiply(a, basisPoints: p, rounding: half))
      answer.set("percentDiv", try PercentageMath.divide(a, basisPoints: p, rounding: half))
    }
    answer.set("rayToWad", try RayMath.wad(fromRay: a, rounding: half))
    answer.set("wadToRay", try RayMath.ray(fromWad: a))
    return answer
  }

  /// Amounts to scaled units and back at an index, and directed percentages. Release 3.5 unless
  /// told: before it they all round half up.
  private static func scaled(_ request: ToolRequest) throws -> ToolAnswer {
    let revision = try revision(request, otherwise: .v3_5)
    let (amount, index) = (try request.unsigned("amount"), try request.unsigned("index"))
    var answer = ToolAnswer()
    answer.set("supplyScaled", try revision.scaledSupply(of: amount, index: index))
    answer.set("withdrawScaled", try revision.scaledWithdrawal(of: amount, index: index))
    answer.set("aTokenBalanceOfScaled", try revision.supplyBalance(ofScaled: amount, index: index))
    answer.set("borrowScaled", try revision.scaledBorrow(of: amount, index: index))
    answer.set("repayScaled", try revision.scaledRepayment(of: amount, index: index))
    answer.set("debtBalanceOfScaled", try revision.debtBalance(ofScaled: amount, index: index))
    guard request.has("bps") else { return answer }
    let bps = try request.points("bps")
    for (name, rounding) in [("Floor", Rounding.floor), ("Ceil", .ceiling)] {
      answer.set(
        "percentMul" + name,
        try PercentageMath.multiply(amount, basisPoints: bps, rounding: rounding))
      answer.set(
        "percentDiv" + name, try PercentageMath.divide(amount, basisPoints: bps, rounding: rounding)
      )
    }
    return answer
  }

  private static func interest(_ request: ToolRequest) throws -> ToolAnswer {
    let revision = try revision(request)
    let (rate, seconds) = (try request.unsigned("rate"), try request.word("seconds"))
    var answer = ToolAnswer()
    answer.set("linear", try AaveInterest.linear(rate: rate, seconds: seconds))
    answer.set(
      "compounded",
      try AaveInterest.compounded(rate: rate, seconds: seconds, revision: revision))
    answer.set(
      "apyFromCompoundedYear", try AaveInterest.annualYield(rate: rate, revision: revision))
    return answer
  }

  private static func rates(_ request: ToolRequest) throws -> ToolAnswer {
    let strategy = AaveInterestRateStrategyV2(
      optimalUsage: try request.points("optimalBps"), baseRate: try request.points("baseBps"),
      slope1: try request.points("slope1Bps"), slope2: try request.points("slope2Bps"))
    let added = try request.unsigned("liquidityAdded", otherwise: 0)
    let (liquidity, overflow) = try request.unsigned("virtualLiquidity")
      .addingReportingOverflow(added)
    guard !overflow else { throw ProtocolMathError.overflow }
    let rates = try strategy.rates(
      availableLiquidity: liquidity, totalDebt: request.unsigned("totalDebt"),
      reserveFactor: request.points("reserveFactor"))
    var answer = ToolAnswer()
    answer.set("liquidityRate", rates.liquidityRate)
    answer.set("variableBorrowRate", rates.variableBorrowRate)
    return answer
  }

  private static func account(_ request: ToolRequest) throws -> ToolAnswer {
    func assets(_ name: String) throws -> [ToolRequest] {
      request.has(name) ? try request.list(name).map(ToolRequest.init) : []
    }
    let collaterals = try assets("collateral").map { asset in
      AaveCollateral(
        amount: try asset.unsigned("amount"), decimals: try asset.count("decimals"),
        price: try asset.unsigned("price8", "price"), loanToValue: try asset.points("ltv"),
        liquidationThreshold: try asset.points("threshold"))
    }
    let debts = try assets("debt").map { asset in
      AaveDebt(
        amount: try asset.unsigned("amount"), decimals: try asset.count("decimals"),
        price: try asset.unsigned("price8", "price"))
    }
    let data = try AaveAccount(
      revision: revision(request), collaterals: collaterals, debts: debts
    ).data()
    var answer = ToolAnswer()
    answer.set("totalCollateralBase", data.totalCollateral)
    answer.set("totalDebtBase", data.totalDebt)
    answer["avgLtv"] = .number(data.averageLoanToValue.description)
    answer["avgThreshold"] = .number(data.averageLiquidationThreshold.description)
    answer.set("availableBorrowsBase", data.availableBorrows)
    answer.set("healthFactor", data.healthFactor)
    return answer
  }
}
