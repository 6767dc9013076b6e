import Ethereum
import FixedPoint
import Protocols
import Testing

/// What the arithmetic of backtests starts from, read from the contracts.
extension RigViews {
  /// A Uniswap pool as a value: its price, liquidity and every initialised tick of its bitmap.
  func pool(_ address: Address) throws -> UniswapV3Pool {
    let interface = UniswapV3Router.pool
    let slot = try #require(try values(address, interface, "slot0"))
    let spacing = try #require(try values(address, interface, "tickSpacing"))
    let step = try Self.integer(spacing[0])
    return try UniswapV3Pool(
      fee: UInt32(try number(address, interface, "fee").low), tickSpacing: step,
      squareRootPrice: try #require(slot[0].unsigned), tick: try Self.integer(slot[1]),
      liquidity: try number(address, interface, "liquidity").low,
      ticks: try ticks(address, step))
  }

  private func ticks(_ pool: Address, _ spacing: Int) throws -> [UniswapV3Tick] {
    let interface = UniswapV3Router.pool
    let last = UniswapV3TickMath.maximumTick / spacing / 256 + 1
    let words = Array(-last...last)
    var ticks: [UniswapV3Tick] = []
    for start in stride(from: 0, to: words.count, by: 200) {
      let part = Array(words[start..<min(start + 200, words.count)])
      let maps = try many(pool, interface, "tickBitmap", part)
      for (word, answer) in zip(part, maps) {
        let map = try #require(answer[0].unsigned)
        for bit in 0..<256 where !(map >> bit & .one).isZero {
          let index = (word * 256 + bit) * spacing
          let results = try #require(
            try values(pool, interface, "ticks", [.int(Self.signed(index))]))
          let net = try #require(results[1].signed)
          let size = try #require(Int128(exactly: net.magnitude.low))
          ticks.append(UniswapV3Tick(index: index, liquidityNet: net.isNegative ? -size : size))
        }
      }
    }
    return ticks
  }

  /// A function of one signed number asked for many of them at once.
  private func many(
    _ target: Address, _ interface: ContractInterface, _ name: String, _ numbers: [Int]
  ) throws -> [[ABIValue]] {
    let calls = try numbers.map { number in
      (
        target: target,
        data: try interface.function(name).encodeCall([.int(Self.signed(number))])
      )
    }
    let answer = try #require(
      try answer(contract("multicall3"), try Multicall3.aggregate(calls)))
    return try Multicall3.results(answer, count: numbers.count).map { result in
      try interface.results(of: name, try #require(result))
    }
  }

  static func signed(_ number: Int) -> Int256 {
    let size = UInt256(UInt64(number.magnitude))
    return Int256(bitPattern: number < 0 ? UInt256.zero &- size : size)
  }

  private static func integer(_ value: ABIValue) throws -> Int {
    let number = try #require(value.signed)
    let size = Int(number.magnitude.low)
    return number.isNegative ? -size : size
  }

  /// An Aave reserve as a value, with its whole state.
  func reserve(_ asset: Address) throws -> AaveReserve {
    let pool = try contract("aavePool")
    let call = try AavePool.interface.call("getReserveData", .address(asset))
    let answer = try #require(try answer(pool, call))
    let data = try AavePool.reserveData(from: answer)
    let fields = try #require(
      try AavePool.interface.results(of: "getReserveData", answer)[0].elements)
    let revision = try number(pool, AavePool.interface, "POOL_REVISION")
    var reserve = AaveReserve(
      revision: try #require(AaveRevision(poolRevision: Int(revision.low))),
      configuration: AaveReserveConfiguration(bitmap: data.configuration),
      strategy: try strategy(asset), at: data.lastUpdate)
    reserve.liquidityIndex = data.liquidityIndex
    reserve.liquidityRate = data.liquidityRate
    reserve.variableBorrowIndex = data.variableBorrowIndex
    reserve.variableBorrowRate = data.variableBorrowRate
    reserve.accruedToTreasury = try #require(fields[12].unsigned)
    reserve.scaledSupply = try number(data.supplyToken, AaveToken.interface, "scaledTotalSupply")
    reserve.scaledDebt = try number(data.debtToken, AaveToken.interface, "scaledTotalSupply")
    reserve.virtualUnderlyingBalance = try number(
      pool, "getVirtualUnderlyingBalance(address)", [try Self.word(asset)])
    return reserve
  }

  private func strategy(_ asset: Address) throws -> AaveInterestRateStrategyV2 {
    let contract = try contract("aaveRateStrategy")
    func part(_ name: String) throws -> UInt32 {
      // Rays; a basis point is 1e23.
      let rays = try number(contract, "\(name)(address)", [try Self.word(asset)])
      return UInt32((rays / UInt256(100_000_000_000_000_000_000_000 as UInt128)).low)
    }
    return AaveInterestRateStrategyV2(
      optimalUsage: try part("getOptimalUsageRatio"),
      baseRate: try part("getBaseVariableBorrowRate"),
      slope1: try part("getVariableRateSlope1"), slope2: try part("getVariableRateSlope2"))
  }

  static func word(_ address: Address) throws -> UInt256 {
    try #require(UInt256(bigEndian: address.bytes))
  }
}
