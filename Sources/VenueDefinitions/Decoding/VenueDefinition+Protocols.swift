import Ethereum
import FixedPoint
import TradingModel

extension VenueDefinition {
  /// Reads the sections of lending, staking and swap protocols.
  mutating func readProtocols(_ fields: FieldReader) throws(VenueDefinitionError) {
    for element in try fields.elements("reserves") { try readReserve(element) }
    for element in try fields.elements("eModes") { try readEMode(element) }
    if let section = fields.optional("lending") {
      let rules = try FieldReader(
        section, keys: ["flashLoanPremium", "closeFactor", "fullLiquidationBelowHealthFactor"])
      lending = LendingRules(
        flashLoanPremium: try rules.number("flashLoanPremium", .fraction),
        closeFactor: try rules.number("closeFactor", .positiveFraction),
        fullLiquidationBelowHealthFactor: try rules.number(
          "fullLiquidationBelowHealthFactor", .fraction))
    }
    for element in try fields.elements("staking") { try readStaking(element) }
    for element in try fields.elements("pools") { try readPool(element) }
  }

  private mutating func readReserve(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(
      reader,
      keys: [
        "asset", "supplyToken", "debtToken", "loanToValue", "liquidationThreshold",
        "liquidationBonus", "reserveFactor", "supplyCap", "borrowCap", "optimalUtilization",
      ])
    let reserve = ReserveDefinition(
      asset: try fields.text("asset"), supplyToken: try fields.text("supplyToken"),
      debtToken: try fields.text("debtToken"),
      loanToValue: try fields.number("loanToValue", .fraction),
      liquidationThreshold: try fields.number("liquidationThreshold", .fraction),
      liquidationBonus: try fields.number("liquidationBonus", .fraction),
      reserveFactor: try fields.number("reserveFactor", .fraction),
      supplyCap: try fields.optionalNumber("supplyCap", .notNegative),
      borrowCap: try fields.optionalNumber("borrowCap", .notNegative),
      optimalUtilization: try fields.optionalNumber("optimalUtilization", .positiveFraction))
    try Self.checkThreshold(reserve.loanToValue, reserve.liquidationThreshold, fields)
    for other in reserves {
      if other.asset == reserve.asset { throw reader.error(.duplicate(reserve.asset)) }
      if other.supplyToken == reserve.supplyToken || other.debtToken == reserve.debtToken {
        throw reader.error(.duplicate("\(reserve.supplyToken), \(reserve.debtToken)"))
      }
    }
    reserves.append(reserve)
  }

  private static func checkThreshold(
    _ loanToValue: Rate, _ threshold: Rate, _ fields: FieldReader
  ) throws(VenueDefinitionError) {
    guard loanToValue <= threshold else {
      throw try fields.required("loanToValue")
        .notAllowed(loanToValue.description, "at most liquidationThreshold \(threshold)")
    }
  }

  private mutating func readEMode(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(
      reader,
      keys: [
        "number", "label", "loanToValue", "liquidationThreshold", "liquidationBonus", "assets",
      ])
    let mode = EModeDefinition(
      number: try fields.integer("number", 1...255), label: try fields.text("label"),
      loanToValue: try fields.number("loanToValue", .positiveFraction),
      liquidationThreshold: try fields.number("liquidationThreshold", .positiveFraction),
      liquidationBonus: try fields.number("liquidationBonus", .fraction),
      assets: try fields.words("assets"))
    try Self.checkThreshold(mode.loanToValue, mode.liquidationThreshold, fields)
    guard !eModes.contains(where: { $0.number == mode.number }) else {
      throw reader.error(.duplicate("\(mode.number)"))
    }
    let known = reserves.map(\.asset)
    for asset in mode.assets where !known.contains(asset) {
      throw try fields.required("assets")
        .error(.unknownName(asset, nearest: Spelling.nearest(to: asset, among: known)))
    }
    eModes.append(mode)
  }

  private mutating func readStaking(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(
      reader,
      keys: [
        "stake", "receive", "minimum", "withdrawalDelaySeconds", "withdrawalMinimum",
        "withdrawalMaximum",
      ])
    let route = StakingDefinition(
      stake: try fields.text("stake"), receive: try fields.text("receive"),
      minimum: try fields.number("minimum", .notNegative),
      withdrawalDelaySeconds: try fields.integer("withdrawalDelaySeconds", 0...31_536_000),
      withdrawalMinimum: try fields.optionalNumber("withdrawalMinimum", .notNegative),
      withdrawalMaximum: try fields.optionalNumber("withdrawalMaximum", .positive))
    for other in staking where other.stake == route.stake && other.receive == route.receive {
      throw reader.error(.duplicate("\(route.stake) to \(route.receive)"))
    }
    staking.append(route)
  }

  private mutating func readPool(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(reader, keys: ["first", "second", "fee", "feeTier", "address"])
    let pool = PoolDefinition(
      first: try fields.text("first"), second: try fields.text("second"),
      fee: try fields.number("fee", .fraction), feeTier: try fields.integer("feeTier", 0...999_999),
      address: try fields.optionalAddress("address"))
    guard pool.fee.value == Decimal18(mantissa: Int128(pool.feeTier) * 1_000_000_000_000) else {
      throw try fields.required("fee")
        .notAllowed(pool.fee.description, "feeTier \(pool.feeTier) in millionths")
    }
    guard pool.first != pool.second else { throw reader.error(.duplicate(pool.first)) }
    let pair = [pool.first, pool.second].sorted()
    for other in pools where other.feeTier == pool.feeTier {
      if [other.first, other.second].sorted() == pair {
        throw reader.error(.duplicate("\(pool.first)/\(pool.second) \(pool.feeTier)"))
      }
    }
    pools.append(pool)
  }
}
