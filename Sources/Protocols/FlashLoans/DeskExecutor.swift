import Ethereum
import FixedPoint

/// Calls of the desk's own executor contract (`abi/executor/desk_executor.vy`): several calls in
/// one transaction, all or nothing, with conditions that the contract asserts at its end.
public enum DeskExecutor {
  /// `abi/desk_executor.json`
  public static let interface = ContractInterface(json: EmbeddedABI.deskExecutor)
  /// The most calls of one transaction.
  public static let maximumCalls = 24
  /// The most bytes of one call.
  public static let maximumCallSize = 2_048
  /// The most conditions on balances.
  public static let maximumBalances = 8
  /// The most tokens swept.
  public static let maximumSwept = 12
  /// The most conditions on allowances.
  public static let maximumAllowances = 16

  /// Calldata that runs a group: `execute(calls, conditions)`, or with a loan
  /// `executeWithLoan(lender, asset, amount, calls, conditions)`: then the calls run while the loan
  /// is held, and one of them must allow the lender to take it and its premium back.
  public static func execute(_ group: DeskGroup) throws(ABIError) -> [UInt8] {
    let calls = ABIValue.array(
      group.calls.map { .tuple([.address($0.target), .uint($0.value), .bytes($0.data)]) })
    let conditions = value(group.conditions)
    guard let loan = group.loan else { return try interface.call("execute", calls, conditions) }
    return try interface.call(
      "executeWithLoan", .address(loan.lender), .address(loan.token), .uint(loan.amount), calls,
      conditions)
  }

  /// The group that calldata asks for; nil when it is not exactly a call of this contract.
  public static func group(in data: [UInt8]) -> DeskGroup? {
    for (name, first) in [("execute", 0), ("executeWithLoan", 3)] {
      guard let function = try? interface.function(name),
        FunctionSelector(startOf: data) == function.selector,
        let values = try? function.decodeCall(data), values.count == first + 2,
        (try? function.encodeCall(values)) == data,
        let calls = calls(values[first]), let conditions = conditions(values[first + 1])
      else { continue }
      var group = DeskGroup(calls: calls, conditions: conditions)
      if first == 3 {
        guard let lender = values[0].address, let token = values[1].address,
          let amount = values[2].unsigned
        else { return nil }
        group.loan = DeskGroup.Loan(lender: lender, token: token, amount: amount)
      }
      return group
    }
    return nil
  }

  private static func value(_ conditions: DeskGroup.Conditions) -> ABIValue {
    .tuple([
      .uint(conditions.minimumHealthFactor),
      .array(conditions.balances.map { .tuple([.address($0.token), .uint($0.least)]) }),
      .array(conditions.swept.map { .address($0) }),
      .array(conditions.allowances.map { .tuple([.address($0.token), .address($0.spender)]) }),
    ])
  }

  private static func calls(_ value: ABIValue) -> [DeskGroup.Call]? {
    guard let entries = value.elements else { return nil }
    let calls = entries.compactMap { entry -> DeskGroup.Call? in
      guard let fields = entry.elements, fields.count == 3, let target = fields[0].address,
        let value = fields[1].unsigned, let data = fields[2].byteString
      else { return nil }
      return DeskGroup.Call(target, value: value, data)
    }
    return calls.count == entries.count ? calls : nil
  }

  private static func conditions(_ value: ABIValue) -> DeskGroup.Conditions? {
    guard let fields = value.elements, fields.count == 4, let health = fields[0].unsigned,
      let balances = fields[1].elements, let swept = fields[2].elements,
      let allowances = fields[3].elements
    else { return nil }
    let conditions = DeskGroup.Conditions(
      minimumHealthFactor: health,
      balances: balances.compactMap { entry in
        guard let token = entry.elements?.first?.address,
          let least = entry.elements?.last?.unsigned
        else { return nil }
        return DeskGroup.Balance(token, least: least)
      }, swept: swept.compactMap(\.address),
      allowances: allowances.compactMap { entry in
        guard let token = entry.elements?.first?.address,
          let spender = entry.elements?.last?.address
        else { return nil }
        return DeskGroup.Allowance(token, to: spender)
      })
    let isWhole =
      conditions.balances.count == balances.count && conditions.swept.count == swept.count
      && conditions.allowances.count == allowances.count
    return isWhole ? conditions : nil
  }
}
