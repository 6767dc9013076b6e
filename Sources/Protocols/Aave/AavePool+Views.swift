import Ethereum
import FixedPoint

extension AavePool {
  /// `getUserAccountData(account)`
  public static func accountData(of account: Address) throws(ABIError) -> [UInt8] {
    try interface.call("getUserAccountData", .address(account))
  }

  /// Reads the answer of `getUserAccountData`. Whether a collateral with loan to value zero is held
  /// is not part of it.
  public static func accountData(from data: [UInt8]) throws(ABIError) -> AaveAccountData {
    let numbers = try interface.numbers(of: "getUserAccountData", data)
    guard numbers.count == 6 else {
      throw .wrongCount(expected: 6, found: numbers.count)
    }
    return AaveAccountData(
      totalCollateral: numbers[0], totalDebt: numbers[1], availableBorrows: numbers[2],
      averageLoanToValue: numbers[4], averageLiquidationThreshold: numbers[3],
      healthFactor: numbers[5], hasZeroLoanToValueCollateral: false)
  }

  /// Reads the answer of `getReserveData`: the tokens, the stored indexes and rates.
  public static func reserveData(from data: [UInt8]) throws(ABIError) -> AaveReserveData {
    guard let fields = try interface.results(of: "getReserveData", data).first?.elements,
      fields.count == 15, let supplyToken = fields[8].address, let debtToken = fields[10].address,
      let configuration = fields[0].unsigned, let liquidityIndex = fields[1].unsigned,
      let liquidityRate = fields[2].unsigned, let borrowIndex = fields[3].unsigned,
      let borrowRate = fields[4].unsigned,
      let updated = fields[6].unsigned.flatMap(UInt64.init(exactly:))
    else { throw .wrongKind(expected: "ReserveData") }
    return AaveReserveData(
      configuration: configuration, liquidityIndex: liquidityIndex, liquidityRate: liquidityRate,
      variableBorrowIndex: borrowIndex, variableBorrowRate: borrowRate, lastUpdate: updated,
      supplyToken: supplyToken, debtToken: debtToken)
  }
}
