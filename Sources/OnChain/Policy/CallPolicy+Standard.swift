import Ethereum
import FixedPoint
import Protocols
import VenueDefinitions

extension CallPolicy {
  /// A line of the list: a contract of the deployment, its interface, a function, its arguments.
  private struct Row {
    let contract: String
    let interface: ContractInterface
    let function: String
    let arguments: [ArgumentRule]
    let mayCarryValue: Bool

    init(
      _ contract: String, _ interface: ContractInterface, _ function: String,
      _ arguments: [ArgumentRule], mayCarryValue: Bool = false
    ) {
      self.contract = contract
      self.interface = interface
      self.function = function
      self.arguments = arguments
      self.mayCarryValue = mayCarryValue
    }
  }

  /// What the desk's operations need, and nothing else: every amount that leaves goes to the desk's
  /// own account, a listed recipient or a listed contract.
  private static let rows: [Row] = [
    Row("aave_v3.pool", AavePool.interface, "supply", [.token, .positive, .wallet, .zero]),
    Row("aave_v3.pool", AavePool.interface, "withdraw", [.token, .positive, .holder]),
    Row("aave_v3.pool", AavePool.interface, "borrow", [.token, .positive, .any, .zero, .wallet]),
    Row("aave_v3.pool", AavePool.interface, "repay", [.token, .positive, .any, .wallet]),
    Row("aave_v3.pool", AavePool.interface, "setUserEMode", [.any]),
    Row("aave_v3.pool", AavePool.interface, "setUserUseReserveAsCollateral", [.token, .any]),
    Row(
      "aave_v3.pool", AavePool.interface, "supplyWithPermit",
      [.token, .positive, .wallet, .zero, .any, .any, .any, .any]),
    Row("lido.stETH", Lido.stETH, "submit", [.any], mayCarryValue: true),
    Row("lido.wstETH", Lido.wstETH, "wrap", [.positive]),
    Row("lido.wstETH", Lido.wstETH, "unwrap", [.positive]),
    Row("lido.withdrawalQueue", Lido.queue, "requestWithdrawals", [.any, .wallet]),
    Row("lido.withdrawalQueue", Lido.queue, "requestWithdrawalsWstETH", [.any, .wallet]),
    Row("lido.withdrawalQueue", Lido.queue, "claimWithdrawals", [.any, .any]),
    Row("lido.withdrawalQueue", Lido.queue, "claimWithdrawal", [.any]),
    Row("etherfi.liquidityPool", EtherFi.pool, "deposit()", [], mayCarryValue: true),
    Row("etherfi.liquidityPool", EtherFi.pool, "requestWithdraw", [.wallet, .positive]),
    Row("etherfi.weETH", EtherFi.weETH, "wrap", [.positive]),
    Row("etherfi.weETH", EtherFi.weETH, "unwrap", [.positive]),
    Row("etherfi.withdrawRequestNFT", EtherFi.withdrawRequest, "claimWithdraw", [.any]),
    Row(
      "uniswap_v3.swapRouter02", UniswapV3Router.interface, "multicall(uint256,bytes[])",
      [.positive, .calls], mayCarryValue: true),
    Row(
      "uniswap_v3.swapRouter02", UniswapV3Router.interface, "exactInputSingle",
      [.fields([.token, .token, .any, .walletOrContract, .positive, .positive, .any])],
      mayCarryValue: true),
    Row(
      "uniswap_v3.swapRouter02", UniswapV3Router.interface, "exactOutputSingle",
      [.fields([.token, .token, .any, .walletOrContract, .positive, .notUnlimited, .any])],
      mayCarryValue: true),
    Row(
      "uniswap_v3.swapRouter02", UniswapV3Router.interface, "unwrapWETH9", [.positive, .holder]),
    Row("uniswap_v3.swapRouter02", UniswapV3Router.interface, "refundETH", []),
    Row(
      "curve.ETHstETH", CurvePool.interface, "exchange", [.any, .any, .positive, .positive],
      mayCarryValue: true),
  ]

  /// Contracts that take tokens by allowance.
  private static let spenderNames = [
    "aave_v3.pool", "lido.wstETH", "lido.withdrawalQueue", "etherfi.weETH",
    "etherfi.liquidityPool", "uniswap_v3.swapRouter02", "curve.ETHstETH",
  ]

  /// The standard policy of an account over the contracts of a deployment; contracts that it does
  /// not list cannot be called.
  /// - Throws: `ABIError` when a function is missing from its ABI file.
  public static func standard(
    deployment: Deployment, wallet: Address, chainID: UInt64, maximumFeePerGas: UInt256,
    maximumTotalFee: UInt256
  ) throws(ABIError) -> CallPolicy {
    var rules: [CallRule] = []
    for row in rows {
      guard let address = deployment.contract(row.contract) else { continue }
      rules.append(try rule(row, at: address, name: row.contract))
    }
    for token in deployment.tokens {
      for row in tokenRows(token.name) {
        rules.append(try rule(row, at: token.address, name: token.name))
      }
    }
    var policy = CallPolicy(
      chainID: chainID, wallet: wallet, maximumTotalFee: maximumTotalFee,
      maximumFeePerGas: maximumFeePerGas, tokens: Set(deployment.tokens.map(\.address)),
      spenders: Set(spenderNames.compactMap(deployment.contract)), rules: rules)
    policy.lenders = Set(["aave_v3.pool", "morpho.morpho"].compactMap(deployment.contract))
    return policy
  }

  private static func tokenRows(_ symbol: String) -> [Row] {
    let amount = ArgumentRule.both(.notUnlimited, .withinSpendCap)
    var rows = [
      Row(symbol, ERC20.interface, "approve", [.spender, amount]),
      Row(symbol, ERC20.interface, "transfer", [.recipient, .both(.positive, amount)]),
    ]
    if symbol == "WETH" {
      rows.append(Row(symbol, WrappedNative.interface, "deposit", [], mayCarryValue: true))
      rows.append(Row(symbol, WrappedNative.interface, "withdraw", [.positive]))
    }
    return rows
  }

  private static func rule(
    _ row: Row, at address: Address, name: String
  ) throws(ABIError) -> CallRule {
    let function = try row.interface.function(row.function)
    guard function.inputs.count == row.arguments.count else {
      throw .wrongCount(expected: function.inputs.count, found: row.arguments.count)
    }
    return CallRule(
      name: "\(name) \(function.name)", contract: address, function: function,
      arguments: row.arguments, mayCarryValue: row.mayCarryValue)
  }
}
