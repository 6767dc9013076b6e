import FixedPoint
import Protocols
import Testing

/// No input may trap: every function answers or throws at the ends of its ranges.
@Suite struct ExtremeInputTests {
  private let values: [UInt256] = [
    0, 1, 2, 10_000, 1_000_000_000_000_000_000, UInt256(UInt128.max), UInt256.max >> 96,
    UInt256.max >> 1, .max - 1, .max,
  ]
  private let roundings: [Rounding] = [.floor, .ceiling, .halfUp, .halfEven]

  @Test func aaveArithmetic() {
    for a in values {
      for b in values {
        for rounding in roundings {
          _ = try? RayMath.multiply(a, b, rounding: rounding)
          _ = try? RayMath.divide(a, b, rounding: rounding)
          _ = try? WadMath.multiply(a, b, rounding: rounding)
          _ = try? WadMath.divide(a, b, rounding: rounding)
          _ = try? PercentageMath.multiply(a, basisPoints: .max, rounding: rounding)
          _ = try? PercentageMath.divide(a, basisPoints: 0, rounding: rounding)
        }
        for revision in [AaveRevision.v3_3, .v3_5] {
          _ = try? AaveInterest.compounded(rate: a, seconds: .max, revision: revision)
          _ = try? AaveInterest.compounded(rate: a, seconds: 1, revision: revision)
          for decimals in [-1, 0, 18, 77, 78, Int.max] {
            _ = try? account(a, b, decimals: decimals, revision: revision).data()
            _ = try? seizure(a, b, decimals: decimals, revision: revision)
          }
        }
        for points in [UInt32(0), 1, 10_000, .max] {
          let strategy = AaveInterestRateStrategyV2(
            optimalUsage: points, baseRate: points, slope1: points, slope2: points)
          _ = try? strategy.rates(
            availableLiquidity: a, totalDebt: b, unbacked: a, reserveFactor: points)
        }
      }
    }
  }

  @Test func reserves() {
    for index in values {
      for amount in values {
        var pool = AaveReserve(
          revision: .v3_5, configuration: AaveReserveConfiguration(bitmap: .max),
          strategy: AaveInterestRateStrategyV2(
            optimalUsage: 0, baseRate: .max, slope1: .max, slope2: .max),
          at: 0)
        pool.configuration.isPaused = false
        pool.configuration.isFrozen = false
        pool.liquidityIndex = index
        pool.variableBorrowIndex = index
        pool.scaledDebt = amount
        pool.liquidityRate = index
        for time in [UInt64(0), 1, .max] {
          _ = try? pool.supply(amount, at: time)
          _ = try? pool.withdraw(amount, scaledBalance: index, at: time)
          _ = try? pool.borrow(amount, at: time)
          _ = try? pool.repay(amount, scaledDebt: index, at: time)
        }
      }
    }
  }

  @Test func pools() {
    for a in values {
      for b in values {
        for c in values {
          for generation in CurveGeneration.allCases {
            let curve = CurveTwoCoin(
              balance0: a, balance1: b, amplification: c, fee: c, generation: generation)
            _ = try? curve.amountOut(forInput: a, zeroForOne: true)
          }
          _ = try? UniswapV2.amountOut(forInput: a, reserveIn: b, reserveOut: c)
          _ = try? UniswapV2.amountIn(forOutput: a, reserveIn: b, reserveOut: c)
          for liquidity in [UInt128(0), 1, .max] {
            for isExactInput in [true, false] {
              _ = try? UniswapV3SwapMath.step(
                current: a, target: b, liquidity: liquidity, remaining: c,
                isExactInput: isExactInput, fee: 3_000)
            }
          }
        }
        _ = try? FlashLoan(equity: a, loanToValue: b, provider: .aaveV3(revision: .v3_5))
        _ = try? LidoPool(totalPooledEther: a, totalShares: b).wrap(.max)
        _ = try? EtherFiPool(totalPooledEther: a, totalShares: b).wrap(.max)
        _ = try? ERC4626Vault(totalAssets: a, totalSupply: b, decimalsOffset: 77)
          .previewMint(.max)
      }
      _ = try? UniswapV3TickMath.tick(atSquareRootPrice: a)
    }
  }

  /// Every liquidity that leaves the range ends the walk, whatever the direction.
  @Test(arguments: [1, 10, 60, 16_384]) func emptyRangesEnd(spacing: Int) throws {
    let pool = try UniswapV3Pool(
      fee: 3_000, tickSpacing: spacing, squareRootPrice: UniswapV3SquareRootPriceMath.q96,
      tick: 0, liquidity: 5,
      ticks: [
        UniswapV3Tick(index: -spacing, liquidityNet: 5),
        UniswapV3Tick(index: spacing, liquidityNet: -5),
      ])
    for isExactInput in [true, false] {
      for zeroForOne in [true, false] {
        let swap = try pool.quote(
          amount: .max >> 129, isExactInput: isExactInput, zeroForOne: zeroForOne)
        #expect(swap.liquidity == 0 && swap.ticksCrossed == 1)
      }
    }
    for tick in [Int.min, 0, Int.max] { _ = pool.quoterTicksCrossed(finalTick: tick) }
  }

  private func account(
    _ amount: UInt256, _ price: UInt256, decimals: Int, revision: AaveRevision
  ) -> AaveAccount {
    AaveAccount(
      revision: revision,
      collaterals: [
        AaveCollateral(
          amount: amount, decimals: decimals, price: price, loanToValue: .max,
          liquidationThreshold: .max)
      ],
      debts: [AaveDebt(amount: price, decimals: decimals, price: amount)])
  }

  private func seizure(
    _ amount: UInt256, _ price: UInt256, decimals: Int, revision: AaveRevision
  ) throws -> AaveSeizure {
    let sample = account(amount, price, decimals: decimals, revision: revision)
    return try AaveLiquidation.seizure(
      repaying: amount, of: sample.debts[0], from: sample.collaterals[0], bonus: 0,
      protocolFee: .max, revision: revision)
  }
}
