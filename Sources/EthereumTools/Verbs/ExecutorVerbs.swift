import Ethereum
import FixedPoint
import Protocols

/// The desk's executor contract, and the size of the loan that it opens a position with.
enum ExecutorVerbs {
  static let all = [
    EthereumVerb(
      "executor-code", "the executor contract's codes and their hashes",
      ["owner", "pool", "morpho?"], code),
    EthereumVerb(
      "flash-size", "the flash loan of a leveraged position", ["equity", "leverage?"], size),
  ]

  @Sendable private static func code(_ request: ToolRequest) throws -> ToolAnswer {
    let (owner, pool) = (try request.address("owner"), try request.address("pool"))
    let morpho = request.has("morpho") ? try request.address("morpho") : .zero
    let creation = try DeskExecutor.creationCode(owner: owner, pool: pool, morpho: morpho)
    let code = try DeskExecutor.deployedCode(owner: owner, pool: pool, morpho: morpho)
    return ToolAnswer([
      ("initCode", Hex.encode(creation)), ("initCodeHash", "\(Keccak256.hash(creation))"),
      ("codeHash", "\(Keccak256.hash(code))"),
    ])
  }

  /// `F = l * E / (1 + premium - l)`; a leverage L means `l = (L - 1) * (1 + premium) / L`.
  @Sendable private static func size(_ request: ToolRequest) throws -> ToolAnswer {
    let equity = try request.unsigned("equity")
    let premium = request.has("premiumBps") ? try request.points("premiumBps") : 5
    let provider =
      premium == 0
      ? FlashLoanProvider.morphoBlue
      : .aaveV3(premium: premium, revision: try AaveVerbs.revision(request))
    let size = try FlashLoan(
      equity: equity, loanToValue: try ratio(request, premium), provider: provider)
    var answer = ToolAnswer()
    answer.set("amount", size.amount)
    answer.set("premium", size.premium)
    answer.set("collateral", size.collateral)
    answer.set("debt", size.debt)
    answer.set("leverage", try size.leverage())
    if request.has("thresholdBps") {
      let threshold = try request.points("thresholdBps")
      answer.set("healthFactor", try size.healthFactor(liquidationThreshold: threshold))
    }
    return answer
  }

  /// The ratio of debt to collateral, 18 decimals.
  private static func ratio(_ request: ToolRequest, _ premium: UInt32) throws -> UInt256 {
    guard request.has("leverage") else { return try request.unsigned("loanToValue") }
    let unit = Decimal18.one
    guard let leverage = Decimal18(try request.text("leverage")), leverage > unit,
      leverage <= Decimal18(1_000),
      let cost = Decimal18(Int(premium)).divided(by: Decimal18(10_000), rounding: .ceiling),
      let ratio = Decimal18.multiplyDivide(
        leverage - unit, unit + cost, leverage, rounding: .ceiling),
      let units = UInt256(exactly: ratio, decimals: 18)
    else { throw ToolError.invalid("leverage", "is not a decimal above 1, at most 1000") }
    return units
  }
}
