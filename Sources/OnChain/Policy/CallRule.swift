import Ethereum
import Protocols

/// One function of one contract that may be called, and with what.
public struct CallRule: Sendable {
  /// Its name in refusals: `aave_v3.pool supply`.
  public let name: String
  /// The contract.
  public let contract: Address
  /// The function.
  public let function: ABIFunction
  /// What each argument must be, in order.
  public let arguments: [ArgumentRule]
  /// Whether the call may carry native coins.
  public let mayCarryValue: Bool

  /// Describes a rule.
  public init(
    name: String, contract: Address, function: ABIFunction, arguments: [ArgumentRule],
    mayCarryValue: Bool
  ) {
    self.name = name
    self.contract = contract
    self.function = function
    self.arguments = arguments
    self.mayCarryValue = mayCarryValue
  }
}
