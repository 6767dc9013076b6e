import FixedPoint
import JSON
import Protocols

/// Uniswap's prices, steps and quotes.
enum UniswapVerbs {
  static let all = [
    EthereumVerb("tick-math", "a tick's square root price, or a price's tick", ["tick"]) {
      request in
      if request.has("current") { return try step(request) }
      var answer = ToolAnswer()
      if request.has("tick") {
        answer.set(
          "sqrtPriceX96", try UniswapV3TickMath.squareRootPrice(atTick: request.integer("tick")))
      } else {
        let price = try request.unsigned("sqrtPriceX96In", "sqrtPriceX96")
        answer.set("tickOut", number: try UniswapV3TickMath.tick(atSquareRootPrice: price))
      }
      return answer
    },
    EthereumVerb(
      "swap-quote", "what a Uniswap v2 or v3 pool gives", ["amountIn", "reserveIn", "reserveOut"]
    ) { request in
      if request.has("current") { return try step(request) }
      if request.has("pool") { return try pool(request) }
      return try constantProduct(request)
    },
  ]

  /// One swap step within a tick range: `remaining` above zero is exact input, below exact output.
  private static func step(_ request: ToolRequest) throws -> ToolAnswer {
    let remaining = try request.signed("remaining")
    let step = try UniswapV3SwapMath.step(
      current: request.unsigned("current"), target: request.unsigned("target"),
      liquidity: request.wide("liquidity"), remaining: remaining.magnitude,
      isExactInput: !remaining.isNegative, fee: request.points("fee"))
    var answer = ToolAnswer()
    answer.set("next", step.squareRootPrice)
    answer.set("amountIn", step.amountIn)
    answer.set("amountOut", step.amountOut)
    answer.set("feeAmount", step.feeAmount)
    return answer
  }

  /// A constant product with 0.3 % fee.
  private static func constantProduct(_ request: ToolRequest) throws -> ToolAnswer {
    let (reserveIn, reserveOut) = (
      try request.unsigned("reserveIn"), try request.unsigned("reserveOut")
    )
    guard request.has("amountIn", "wantOut") else { throw ToolError.missing("amountIn") }
    var answer = ToolAnswer()
    if request.has("amountIn") {
      answer.set(
        "amountOut",
        try UniswapV2.amountOut(
          forInput: request.unsigned("amountIn"), reserveIn: reserveIn, reserveOut: reserveOut))
    }
    if request.has("wantOut") {
      answer.set(
        "needIn",
        try UniswapV2.amountIn(
          forOutput: request.unsigned("wantOut"), reserveIn: reserveIn, reserveOut: reserveOut))
    }
    return answer
  }

  /// Quotes of a whole v3 pool, each from its given state: one swap, or every one of `swaps`.
  private static func pool(_ request: ToolRequest) throws -> ToolAnswer {
    let state = try request.object("pool")
    let pool = try UniswapV3Pool(
      fee: state.points("fee"), tickSpacing: state.integer("tickSpacing"),
      squareRootPrice: state.unsigned("sqrtPriceX96"), tick: state.integer("tick"),
      liquidity: state.wide("liquidity"), ticks: state.list("ticks").map(tick))
    guard request.has("swaps") else {
      return try quote(pool, request.has("swap") ? request.object("swap") : request)
    }
    var answer = ToolAnswer()
    answer["swaps"] = .array(
      try request.list("swaps").map { try quote(pool, ToolRequest($0)).json })
    return answer
  }

  /// A tick as `[index, liquidityNet]`.
  private static func tick(_ node: JSONNode) throws -> UniswapV3Tick {
    guard let pair = node.elements, pair.count == 2,
      let index = ToolRequest.literal(pair[0]).flatMap({ Int($0) }),
      let net = ToolRequest.literal(pair[1]).flatMap({ Int128($0) })
    else { throw ToolError.invalid("ticks", "has what is not [tick, liquidityNet]") }
    return UniswapV3Tick(index: index, liquidityNet: net)
  }

  private static func quote(_ pool: UniswapV3Pool, _ request: ToolRequest) throws -> ToolAnswer {
    let isExactInput = try request.flag("exactInput", otherwise: true)
    let swap = try pool.quote(
      amount: request.unsigned("amount"), isExactInput: isExactInput,
      zeroForOne: request.flag("zeroForOne"),
      limit: request.has("limit") ? request.unsigned("limit") : nil)
    var answer = ToolAnswer()
    answer.set("result", isExactInput ? swap.amountOut : swap.amountIn)
    answer.set("sqrtPriceAfter", swap.squareRootPrice)
    answer.set("ticksCrossed", number: pool.quoterTicksCrossed(finalTick: swap.tick))
    answer.set("tickAfter", number: swap.tick)
    answer.set("amountIn", swap.amountIn)
    answer.set("amountOut", swap.amountOut)
    answer.set("feeAmount", swap.feeAmount)
    return answer
  }
}
