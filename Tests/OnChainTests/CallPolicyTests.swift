import Ethereum
import FixedPoint
import OnChain
import Protocols
import Testing
import VenueDefinitions

/// What a malicious or mistaken instruction could have built is refused by name before signing.
@Suite struct CallPolicyTests {
  private let wallet = Address([UInt8](repeating: 0x11, count: 20)) ?? .zero
  private let stranger = Address([UInt8](repeating: 0x66, count: 20)) ?? .zero

  private func policy() throws -> (CallPolicy, Deployment) {
    let deployment = try #require(try Deployment.embedded(chain: "ethereum"))
    var policy = try CallPolicy.standard(
      deployment: deployment, wallet: wallet, chainID: 1, maximumFeePerGas: 300_000_000_000,
      maximumTotalFee: 1_000_000_000_000_000_000)
    policy.maximumValue = 100_000_000_000_000_000_000
    return (policy, deployment)
  }

  private func transaction(
    to: Address?, value: UInt256 = .zero, _ data: [UInt8], chainID: UInt64 = 1,
    fee: UInt256 = 10_000_000_000, gas: UInt64 = 300_000
  ) -> FeeMarketTransaction {
    FeeMarketTransaction(
      chainID: chainID, nonce: 0, maxPriorityFeePerGas: 1, maxFeePerGas: fee, gasLimit: gas,
      to: to, value: value, data: data, accessList: [])
  }

  private func refusal(_ transaction: FeeMarketTransaction) throws -> String? {
    let (policy, _) = try policy()
    do {
      try policy.check(unsigned: Transaction.feeMarket(transaction).encodedForSigning)
      return nil
    } catch {
      return error.rule
    }
  }

  @Test func theDesksOwnCallsPass() throws {
    let (_, deployment) = try policy()
    let weth = try #require(deployment.token("WETH"))
    let pool = try #require(deployment.contract("aave_v3.pool"))
    let router = try #require(deployment.contract("uniswap_v3.swapRouter02"))
    let swap = try UniswapV3Router.multicall(
      deadline: 1,
      [
        UniswapV3Router.swapExactInput(
          tokenIn: weth, tokenOut: #require(deployment.token("USDC")), fee: 500,
          recipient: UniswapV3Router.routerItself, amountIn: 5, minimumOut: 4),
        UniswapV3Router.unwrapWrappedNative(minimum: 4, recipient: wallet),
      ])
    let calls: [(Address, UInt256, [UInt8])] = [
      (weth, 5, try WrappedNative.wrap()), (weth, 0, try WrappedNative.unwrap(amount: 5)),
      (weth, 0, try ERC20.approve(spender: pool, amount: 5)),
      (pool, 0, try AavePool.supply(asset: weth, amount: 5, onBehalfOf: wallet)),
      (pool, 0, try AavePool.borrow(asset: weth, amount: 5, onBehalfOf: wallet)),
      (pool, 0, try AavePool.repay(asset: weth, amount: .max, onBehalfOf: wallet)),
      (pool, 0, try AavePool.withdraw(asset: weth, amount: .max, to: wallet)),
      (try #require(deployment.contract("lido.stETH")), 5, try Lido.stake()),
      (router, 0, swap), (wallet, 0, []),
    ]
    for (to, value, data) in calls {
      #expect(try refusal(transaction(to: to, value: value, data)) == nil)
    }
  }

  @Test func whatIsNotListedIsRefusedByName() throws {
    let (_, deployment) = try policy()
    let weth = try #require(deployment.token("WETH"))
    let pool = try #require(deployment.contract("aave_v3.pool"))
    let router = try #require(deployment.contract("uniswap_v3.swapRouter02"))
    let theft = try UniswapV3Router.multicall(
      deadline: 1,
      [
        UniswapV3Router.swapExactInput(
          tokenIn: weth, tokenOut: weth, fee: 500, recipient: stranger, amountIn: 5,
          minimumOut: 4)
      ])
    let noMinimum = try UniswapV3Router.multicall(
      deadline: 1,
      [
        UniswapV3Router.swapExactInput(
          tokenIn: weth, tokenOut: weth, fee: 500, recipient: wallet, amountIn: 5, minimumOut: 0)
      ])
    let supply = try AavePool.supply(asset: weth, amount: 5, onBehalfOf: wallet)
    let cases: [(String, FeeMarketTransaction)] = [
      (
        "WETH approve.amount",
        transaction(to: weth, try ERC20.approve(spender: pool, amount: .max))
      ),
      (
        "WETH approve.spender",
        transaction(to: weth, try ERC20.approve(spender: stranger, amount: 5))
      ),
      ("selector", transaction(to: weth, [1, 2, 3, 4])),
      ("selector", transaction(to: pool, [1])),
      ("contract", transaction(to: stranger, supply)),
      ("contract", transaction(to: nil, [0x60])),
      (
        "WETH transfer.to",
        transaction(to: weth, try ERC20.transfer(to: stranger, amount: 5))
      ),
      (
        "aave_v3.pool supply.onBehalfOf",
        transaction(to: pool, try AavePool.supply(asset: weth, amount: 5, onBehalfOf: stranger))
      ),
      (
        "aave_v3.pool withdraw.to",
        transaction(to: pool, try AavePool.withdraw(asset: weth, amount: 5, to: stranger))
      ),
      ("uniswap_v3.swapRouter02 exactInputSingle.params[3]", transaction(to: router, theft)),
      ("uniswap_v3.swapRouter02 exactInputSingle.params[5]", transaction(to: router, noMinimum)),
      ("recipient", transaction(to: stranger, value: 5, [])),
      ("chainID", transaction(to: pool, supply, chainID: 10)),
      ("feeCap", transaction(to: pool, supply, fee: 400_000_000_000)),
      ("feeCap", transaction(to: pool, supply, fee: 200_000_000_000, gas: 6_000_000)),
      ("calldata", transaction(to: pool, Array(supply.dropLast()))),
      ("calldata", transaction(to: pool, supply + [0])),
      ("aave_v3.pool supply", transaction(to: pool, value: 1, supply)),
      (
        "spendCap",
        transaction(to: weth, value: 101_000_000_000_000_000_000, try WrappedNative.wrap())
      ),
    ]
    for (rule, transaction) in cases {
      #expect(try refusal(transaction) == rule)
    }
  }

  @Test func otherTypesAndOtherBytesAreRefused() throws {
    let (policy, _) = try policy()
    let legacy = LegacyTransaction(
      chainID: 1, nonce: 0, gasPrice: 1, gasLimit: 21_000, to: wallet, value: 0, data: [])
    for bytes in [[], [2], [0xc0], Transaction.legacy(legacy).encodedForSigning] {
      #expect(throws: PolicyViolation.self) { try policy.check(unsigned: bytes) }
    }
  }
}
