import Ethereum
import FixedPoint
import Protocols
import TradingModel

/// Uniswap v3 and Curve.
extension StepRunner {
  mutating func swap() async throws {
    guard let receive = step.receive, receive != step.token else {
      throw CallFailure.refused("the token to receive is not named")
    }
    switch place.catalog[step.venue].name {
    case "uniswap_v3": try await swapOnUniswap(receive)
    case "curve": try await swapOnCurve(receive)
    case let venue: throw CallFailure.refused("swaps at \(venue) are not built")
    }
  }

  /// The least to be received: the instruction's, or the quote less the allowed slippage; always
  /// above zero.
  func minimum(
    _ receive: AssetID, quote: UInt256
  ) throws(CallFailure) -> UInt256 {
    let least: UInt256
    if let said = step.minimumReceived {
      least = try place.units(said, of: receive)
      if quote < least {
        throw CallFailure.refused("the quote is \(quote) units, less than the minimum of \(least)")
      }
    } else {
      let kept = UInt256(10_000 - min(options.maximumSlippageBasisPoints, 9_999))
      least = UInt256.mulDiv(quote, kept, 10_000, rounding: .down) ?? .zero
    }
    guard !least.isZero else { throw CallFailure.refused("the quote is zero") }
    return least
  }

  /// The pool's fee in hundredths of a basis point, from the instruction or the venue's pools.
  func poolFee(_ receive: AssetID) throws(CallFailure) -> UInt32 {
    let pools = place.catalog.pools.filter {
      $0.venue == step.venue
        && (($0.first == step.token && $0.second == receive)
          || ($0.first == receive && $0.second == step.token))
    }
    guard let fee = step.poolFee ?? (pools.count == 1 ? pools[0].fee : nil) else {
      throw CallFailure.refused("the pool's fee is not named")
    }
    let (millionths, rest) = fee.value.mantissa.quotientAndRemainder(dividingBy: 1_000_000_000_000)
    guard rest == 0, let fee = UInt32(exactly: millionths), fee < 1_000_000 else {
      throw CallFailure.refused("a pool fee of \(fee) does not exist")
    }
    return fee
  }

  private mutating func swapOnUniswap(_ receive: AssetID) async throws {
    let amount = try await amount()
    let swap = try await uniswapSwap(receive, amount, for: place.account)
    if step.token != place.native { try await allow(swap.router, step.token, amount) }
    try await send(to: swap.router, value: swap.value, swap.data)
  }

  /// A call of the router that swaps exactly `amount` for at least the minimum, for `holder`.
  func uniswapSwap(
    _ receive: AssetID, _ amount: UInt256, for holder: Address
  ) async throws -> PlannedSwap {
    let (router, quoter) = (
      try place.contract("uniswap_v3.swapRouter02"), try place.contract("uniswap_v3.quoterV2")
    )
    let fee = try poolFee(receive)
    let isNativeIn = step.token == place.native
    let isNativeOut = receive == place.native
    guard let wrapped = place.wrapped else {
      throw CallFailure.refused("the chain has no wrapped coin")
    }
    let tokenIn = try place.token(isNativeIn ? wrapped : step.token)
    let tokenOut = try place.token(isNativeOut ? wrapped : receive)
    let answer = try await read(
      quoter,
      try encode(
        try UniswapV3Router.quoteExactInput(
          tokenIn: tokenIn, tokenOut: tokenOut, amountIn: amount, fee: fee)))
    guard
      let quote = try? UniswapV3Router.quoter.results(of: "quoteExactInputSingle", answer)[0]
        .unsigned
    else { throw CallFailure.refused("the quoter's answer could not be read") }
    let least = try minimum(receive, quote: quote)
    let deadline = UInt64(clamping: options.now().seconds) &+ options.swapDeadline
    var calls = [
      try encode(
        try UniswapV3Router.swapExactInput(
          tokenIn: tokenIn, tokenOut: tokenOut, fee: fee,
          recipient: isNativeOut ? UniswapV3Router.routerItself : holder, amountIn: amount,
          minimumOut: least))
    ]
    if isNativeOut {
      calls.append(
        try encode(
          try UniswapV3Router.unwrapWrappedNative(minimum: least, recipient: holder)))
    }
    return PlannedSwap(
      router: router, value: isNativeIn ? amount : .zero,
      data: try encode(try UniswapV3Router.multicall(deadline: deadline, calls)), minimum: least)
  }

  /// The ETH/stETH pool: coin 0 is the native coin.
  private mutating func swapOnCurve(_ receive: AssetID) async throws {
    let amount = try await amount()
    let swap = try await curveSwap(receive, amount)
    if step.token != place.native { try await allow(swap.router, step.token, amount) }
    try await send(to: swap.router, value: swap.value, swap.data)
  }

  /// A call of the ETH/stETH pool that exchanges exactly `amount` for at least the minimum.
  func curveSwap(_ receive: AssetID, _ amount: UInt256) async throws -> PlannedSwap {
    let pool = try place.contract("curve.ETHstETH")
    let isNativeIn = step.token == place.native
    guard isNativeIn || receive == place.native else {
      throw CallFailure.refused("the pool exchanges the native coin and stETH only")
    }
    let (from, to) = isNativeIn ? (0, 1) : (1, 0)
    let quote = try await number(
      pool, try encode(try CurvePool.quote(from: from, to: to, amountIn: amount)))
    let least = try minimum(receive, quote: quote)
    return PlannedSwap(
      router: pool, value: isNativeIn ? amount : .zero,
      data: try encode(
        try CurvePool.exchange(from: from, to: to, amountIn: amount, minimumOut: least)),
      minimum: least)
  }
}
