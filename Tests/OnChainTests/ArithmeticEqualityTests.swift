import Ethereum
import FixedPoint
import Protocols
import TestSupport
import Testing

/// The arithmetic that backtests run on gives what contracts on a real EVM give, to the wei.
extension OwnChainTests {
  @Suite struct ArithmeticEqualityTests {
    /// A question to the quoter and to our arithmetic.
    private struct Quote {
      let amount: UInt256
      let isExactInput: Bool
      let zeroForOne: Bool
      let values: [ABIValue]

      var function: String {
        isExactInput ? "quoteExactInputSingle" : "quoteExactOutputSingle"
      }
    }

    private static func quotes(
      _ tokens: [Address], _ units: [UInt256], _ sizes: [UInt64], fee: UInt32
    ) -> [Quote] {
      var quotes: [Quote] = []
      for (from, to) in [(0, 1), (1, 0)] {
        for times in sizes {
          for isExactInput in [true, false] {
            let unit = units[isExactInput ? from : to]
            let amount = times == 0 ? unit / 1_000_000 + 1 : unit * UInt256(times)
            quotes.append(
              Quote(
                amount: amount, isExactInput: isExactInput, zeroForOne: from == 0,
                values: [
                  .tuple([
                    .address(tokens[from]), .address(tokens[to]), .uint(amount),
                    .uint(UInt256(UInt64(fee))), .uint(.zero),
                  ])
                ]))
          }
        }
      }
      return quotes
    }

    /// Pools and amounts worth so many ETH, the last two beyond the narrowest range.
    @Test(arguments: [
      ("uniV3Pool_weth_usdc_500", [0, 1, 37, 1_300, 1_800] as [UInt64]),
      ("uniV3Pool_weth_usdc_3000", [0, 1, 37, 260, 350]),
      ("uniV3Pool_weth_dai_3000", [0, 1, 37, 330, 440]),
    ])
    func quotesAreTheQuotersExactly(_ name: String, _ sizes: [UInt64]) throws {
      let views = try OwnChainTests.views()
      let address = try views.contract(name)
      let pool = try views.pool(address)
      #expect(pool.ticks.count == 6)
      var tokens: [Address] = []
      var units: [UInt256] = []
      for side in ["token0", "token1"] {
        let token = try views.values(address, UniswapV3Router.pool, side)?.first?.address
        tokens.append(try #require(token))
        let decimals = try views.number(try #require(token), ERC20.interface, "decimals")
        let whole = try #require(UInt256(.one, decimals: Int(decimals.low), rounding: .down))
        let isCoin = try token == views.contract("weth")
        units.append(isCoin ? whole : whole * 2_500)
      }
      let quoter = try views.contract("uniV3QuoterV2")
      var (compared, crossed) = (0, 0)
      for quote in Self.quotes(tokens, units, sizes, fee: pool.fee) {
        let ours = try? pool.quote(
          amount: quote.amount, isExactInput: quote.isExactInput, zeroForOne: quote.zeroForOne)
        let answer = try views.values(
          quoter, UniswapV3Router.quoter, quote.function, quote.values)
        guard let answer else {
          Issue.record("\(name): the quoter has no answer for \(quote.amount)")
          continue
        }
        let swap = try #require(ours, "\(name) \(quote.amount)")
        #expect(answer[0].unsigned == (quote.isExactInput ? swap.amountOut : swap.amountIn))
        #expect(answer[1].unsigned == swap.squareRootPrice)
        let counted = UInt256(UInt64(pool.quoterTicksCrossed(finalTick: swap.tick)))
        #expect(answer[2].unsigned == counted)
        compared += 1
        crossed += swap.ticksCrossed
      }
      #expect(compared == 20 && crossed >= 4, "\(compared) quotes, \(crossed) ticks")
    }

    /// The reserve is read once, before anything is done; from there on our arithmetic and the pool
    /// go on by themselves and agree in every index and rate, and in the debt after 30 days.
    @Test func aLoanOfThirtyDaysIsTheBacktests() throws {
      let views = try OwnChainTests.views()
      let (owner, asset) = (try views.account(3), try views.contract("usdc"))
      let (pool, weth) = (try views.contract("aavePool"), try views.contract("weth"))
      let (tokens, debt) = (try views.contract("a_usdc"), try views.contract("vdebt_usdc"))
      let collateral: UInt256 = 20_000_000_000_000_000_000
      try views.send(from: 3, to: weth, value: collateral, try WrappedNative.wrap())
      try views.send(from: 3, to: weth, try ERC20.approve(spender: pool, amount: collateral))
      try views.send(
        from: 3, to: pool,
        try AavePool.supply(asset: weth, amount: collateral, onBehalfOf: owner))

      var ours = try views.reserve(asset)
      let borrowed: UInt256 = 12_345_678_901
      let start = try views.send(
        from: 3, to: pool, try AavePool.borrow(asset: asset, amount: borrowed, onBehalfOf: owner))
      var scaled = try ours.borrow(borrowed, at: start).scaledAmount
      try Self.compare(ours, try views.reserve(asset))
      func number(_ token: Address, _ name: String) throws -> UInt256 {
        try views.number(token, AaveToken.interface, name, [.address(owner)])
      }
      #expect(try number(debt, "scaledBalanceOf") == scaled)

      try views.chain.ask("evm_increaseTime", "2592000")
      try views.chain.ask("evm_mine")
      let later = try views.time()
      #expect(later >= start + 2_592_000)
      let owed = try views.number(debt, ERC20.interface, "balanceOf", [.address(owner)])
      let expected = try ours.debtBalance(ofScaled: scaled, at: later)
      #expect(owed == expected && owed > borrowed, "\(owed) \(expected)")

      // A supply and a repayment, after which the indices stand at another day's rates.
      let paid: UInt256 = 5_000_000_007
      try views.send(from: 3, to: asset, try ERC20.approve(spender: pool, amount: paid + paid))
      let supplied = try views.send(
        from: 3, to: pool, try AavePool.supply(asset: asset, amount: paid, onBehalfOf: owner))
      let gained = try ours.supply(paid, at: supplied).scaledAmount
      #expect(try number(tokens, "scaledBalanceOf") == gained)
      let repaid = try views.send(
        from: 3, to: pool, try AavePool.repay(asset: asset, amount: paid, onBehalfOf: owner))
      scaled = scaled - (try ours.repay(paid, scaledDebt: scaled, at: repaid).scaledAmount)
      #expect(try number(debt, "scaledBalanceOf") == scaled)
      try Self.compare(ours, try views.reserve(asset))
    }

    private static func compare(_ ours: AaveReserve, _ chain: AaveReserve) throws {
      #expect(ours.liquidityIndex == chain.liquidityIndex)
      #expect(ours.variableBorrowIndex == chain.variableBorrowIndex)
      #expect(ours.liquidityRate == chain.liquidityRate)
      #expect(ours.variableBorrowRate == chain.variableBorrowRate)
      #expect(ours.scaledSupply == chain.scaledSupply && ours.scaledDebt == chain.scaledDebt)
      #expect(ours.virtualUnderlyingBalance == chain.virtualUnderlyingBalance)
      #expect(ours.accruedToTreasury == chain.accruedToTreasury)
      #expect(ours.lastUpdate == chain.lastUpdate)
    }

    @Test func stakedSharesRoundAsTheContractDoes() throws {
      let views = try OwnChainTests.views()
      let (owner, contract) = (try views.account(4), try views.contract("steth"))
      let wrapper = try views.contract("wsteth")
      // A reward makes the rate an uneven number.
      let reward = Array(Keccak256.hash(utf8: "reward()").bytes.prefix(4))
      try views.send(from: 2, to: contract, value: 777_777_777_777_777_777, reward)
      var pool = LidoPool(
        totalPooledEther: try views.number(contract, Lido.stETH, "getTotalPooledEther"),
        totalShares: try views.number(contract, Lido.stETH, "getTotalShares"))
      var shares = UInt256.zero
      for amount: UInt256 in [7, 1_000_000_000_000_000_001, 3_333_333_333_333_333_333] {
        try views.send(from: 4, to: contract, value: amount, try Lido.stake())
        shares = shares + (try pool.submit(amount))
        #expect(
          try views.number(contract, Lido.stETH, "getTotalPooledEther") == pool.totalPooledEther)
        #expect(try views.number(contract, Lido.stETH, "getTotalShares") == pool.totalShares)
        #expect(try views.number(contract, Lido.stETH, "sharesOf", [.address(owner)]) == shares)
        let balance = try views.number(contract, ERC20.interface, "balanceOf", [.address(owner)])
        #expect(balance == (try pool.pooledEther(forShares: shares)))
        let wrapped = try views.number(
          wrapper, "getWstETHByStETH(uint256)", [balance])
        #expect(wrapped == (try pool.wrap(balance)))
        let back = try views.number(wrapper, "getStETHByWstETH(uint256)", [wrapped])
        #expect(back == (try pool.unwrap(wrapped)))
      }
    }
  }
}
