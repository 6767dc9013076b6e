import FixedPoint
import Protocols
import TestSupport
import Testing

@Suite struct UniswapTests {
  @Test func ticksAtTheEnds() throws {
    #expect(try UniswapV3TickMath.squareRootPrice(atTick: 0) == UniswapV3SquareRootPriceMath.q96)
    #expect(try UniswapV3TickMath.squareRootPrice(atTick: -887_272) == 4_295_128_739)
    let top = UniswapV3TickMath.maximumSquareRootPrice
    #expect(try UniswapV3TickMath.squareRootPrice(atTick: 887_272) == top)
    #expect(try UniswapV3TickMath.tick(atSquareRootPrice: top - 1) == 887_271)
    #expect(throws: ProtocolMathError.invalidInput) {
      try UniswapV3TickMath.squareRootPrice(atTick: 887_273)
    }
    #expect(throws: ProtocolMathError.invalidInput) {
      try UniswapV3TickMath.squareRootPrice(atTick: .min)
    }
    #expect(throws: ProtocolMathError.invalidInput) {
      try UniswapV3TickMath.tick(atSquareRootPrice: top)
    }
  }

  @Test func ticksRoundTrip() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<400 {
      let tick = Int(random.below(1_774_544)) - 887_272
      let price = try UniswapV3TickMath.squareRootPrice(atTick: tick)
      #expect(try UniswapV3TickMath.tick(atSquareRootPrice: price) == tick)
      if tick > -887_272 {
        #expect(try UniswapV3TickMath.tick(atSquareRootPrice: price - 1) == tick - 1)
      }
    }
  }

  @Test func constantProductByHand() throws {
    #expect(try UniswapV2.amountOut(forInput: 1_000, reserveIn: 10_000, reserveOut: 10_000) == 906)
    #expect(try UniswapV2.amountIn(forOutput: 906, reserveIn: 10_000, reserveOut: 10_000) == 1_000)
    #expect(throws: ProtocolMathError.insufficientLiquidity) {
      try UniswapV2.amountIn(forOutput: 5, reserveIn: 5, reserveOut: 5)
    }
    #expect(throws: ProtocolMathError.overflow) {
      try UniswapV2.amountOut(forInput: .max, reserveIn: 5, reserveOut: 5)
    }
  }

  @Test func poolRefusesWhatTheContractRefuses() throws {
    let pool = try UniswapV3Pool(
      fee: 3_000, tickSpacing: 60, squareRootPrice: UniswapV3SquareRootPriceMath.q96, tick: 0,
      liquidity: 1_000_000, ticks: [])
    #expect(throws: ProtocolMathError.zeroAmount) {
      try pool.quote(amount: 0, isExactInput: true, zeroForOne: true)
    }
    #expect(throws: ProtocolMathError.invalidInput) {
      try pool.quote(
        amount: 1, isExactInput: true, zeroForOne: true,
        limit: UniswapV3SquareRootPriceMath.q96 + 1)
    }
    #expect(throws: ProtocolMathError.overflow) {
      try pool.quote(amount: .max, isExactInput: true, zeroForOne: true)
    }
    #expect(throws: ProtocolMathError.invalidInput) {
      try UniswapV3Pool(
        fee: 3_000, tickSpacing: 60, squareRootPrice: UniswapV3SquareRootPriceMath.q96, tick: 5,
        liquidity: 1, ticks: [])
    }
    #expect(throws: ProtocolMathError.invalidInput) {
      try UniswapV3Pool(
        fee: 3_000, tickSpacing: 60, squareRootPrice: UniswapV3SquareRootPriceMath.q96, tick: 0,
        liquidity: 1, ticks: [UniswapV3Tick(index: 1, liquidityNet: 1)])
    }
  }

  @Test(.enabled(if: VectorFile.isPresent)) func tickVectors() throws {
    for item in try VectorFile.cases("uniswap-tick") {
      let name = Comment(rawValue: item.name)
      if item.has("tick") {
        let price = try UniswapV3TickMath.squareRootPrice(atTick: item.int("tick"))
        #expect(try price == item.uint("sqrtPriceX96"), name)
      } else {
        let tick = try UniswapV3TickMath.tick(atSquareRootPrice: item.uint("sqrtPriceX96In"))
        #expect(try tick == item.int("tickOut"), name)
      }
    }
  }

  @Test(.enabled(if: VectorFile.isPresent)) func stepVectors() throws {
    for item in try VectorFile.cases("uniswap-step") {
      let remaining = try item.text("remaining")
      let isOutput = remaining.hasPrefix("-")
      let step = try UniswapV3SwapMath.step(
        current: item.uint("current"), target: item.uint("target"),
        liquidity: item.uint128("liquidity"),
        remaining: #require(UInt256(isOutput ? String(remaining.dropFirst()) : remaining)),
        isExactInput: !isOutput, fee: item.points("fee"))
      let name = Comment(rawValue: item.name)
      #expect(try step.squareRootPrice == item.uint("next"), name)
      #expect(try step.amountIn == item.uint("amountIn"), name)
      #expect(try step.amountOut == item.uint("amountOut"), name)
      #expect(try step.feeAmount == item.uint("feeAmount"), name)
    }
  }

  @Test(.enabled(if: VectorFile.isPresent)) func swapVectors() throws {
    for item in try VectorFile.cases("uniswap-swaps") {
      let state = VectorCase(try #require(item.fields["pool"] as? [String: Any]))
      let ticks = try #require(state.fields["ticks"] as? [[Any]]).map { pair in
        let net = try #require(pair[1] as? String)
        return UniswapV3Tick(
          index: try #require(pair[0] as? Int), liquidityNet: try #require(Int128(net)))
      }
      let pool = try UniswapV3Pool(
        fee: state.points("fee"), tickSpacing: state.int("tickSpacing"),
        squareRootPrice: state.uint("sqrtPriceX96"), tick: state.int("tick"),
        liquidity: state.uint128("liquidity"), ticks: ticks)
      for swap in try item.list("swaps") {
        let isExactInput = try swap.flag("exactInput")
        let result = try pool.quote(
          amount: swap.uint("amount"), isExactInput: isExactInput,
          zeroForOne: swap.flag("zeroForOne"), limit: swap.uint("limit"))
        let name = Comment(rawValue: item.name)
        let amount = isExactInput ? result.amountOut : result.amountIn
        #expect(try amount == swap.uint("result"), name)
        #expect(try result.squareRootPrice == swap.uint("sqrtPriceAfter"), name)
        #expect(try result.tick == swap.int("tickAfter"), name)
        let quoted = pool.quoterTicksCrossed(finalTick: result.tick)
        #expect(try quoted == swap.int("ticksCrossed"), name)
        let passed = ticks.count { item in
          min(pool.tick, result.tick) < item.index && item.index <= max(pool.tick, result.tick)
        }
        #expect(result.ticksCrossed == passed, name)
      }
    }
  }

  @Test(.enabled(if: VectorFile.isPresent)) func constantProductVectors() throws {
    for item in try VectorFile.cases("uniswap-v2") {
      let reserveIn = try item.uint("reserveIn")
      let reserveOut = try item.uint("reserveOut")
      let out = try UniswapV2.amountOut(
        forInput: item.uint("amountIn"), reserveIn: reserveIn, reserveOut: reserveOut)
      #expect(try out == item.uint("amountOut"), Comment(rawValue: item.name))
      let need = try UniswapV2.amountIn(
        forOutput: item.uint("wantOut"), reserveIn: reserveIn, reserveOut: reserveOut)
      #expect(try need == item.uint("needIn"), Comment(rawValue: item.name))
    }
  }
}
