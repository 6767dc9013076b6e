/// What an argument of an allowed call must be.
public enum ArgumentRule: Hashable, Sendable {
  /// Anything its type allows.
  case any
  /// The desk's own account.
  case wallet
  /// The desk's own account, or the called contract itself within a multicall that forwards.
  case walletOrContract
  /// The desk's own account, or within a group the executor that hands on to a later call.
  case holder
  /// The desk's executor.
  case executor
  /// An address the configuration lists as a recipient, or the desk's own account.
  case recipient
  /// A token of the deployment.
  case token
  /// A contract that the deployment lists and that may take tokens.
  case spender
  /// A number above zero.
  case positive
  /// A number that is not the largest of its type: no unlimited allowance.
  case notUnlimited
  /// A number of token units under the token's spend cap, where one is set; the token is the called
  /// contract.
  case withinSpendCap
  /// Zero.
  case zero
  /// Calls of the same contract, each judged by itself.
  case calls
  /// The fields of a tuple, in order.
  indirect case fields([ArgumentRule])
  /// Both must hold.
  indirect case both(ArgumentRule, ArgumentRule)
}
