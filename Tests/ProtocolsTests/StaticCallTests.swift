import Ethereum
import FixedPoint
import Protocols
import TestSupport
import Testing

/// The calls that are written at once, against the general encoder of the same interface.
@Suite struct StaticCallTests {
  private func number(_ random: inout SeededGenerator) -> UInt256 {
    UInt256(
      low: UInt128(random.next()) << 64 | UInt128(random.next()),
      high: UInt128(random.next()) << 64 | UInt128(random.next())) >> random.below(257)
  }

  private func address(_ random: inout SeededGenerator) -> Address {
    Address(lowBytesOf: Hash32(number(&random)))
  }

  @Test(arguments: 0..<50)
  func calldataIsThatOfTheInterface(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (one, other, third) = (address(&random), address(&random), address(&random))
    let (amount, least) = (number(&random), number(&random))
    let fee = random.below(1 << 24 as UInt32)
    #expect(
      try AavePool.supply(asset: one, amount: amount, onBehalfOf: other)
        == AavePool.interface.call(
          "supply", .address(one), .uint(amount), .address(other), .uint(.zero)))
    #expect(
      try UniswapV3Router.swapExactInput(
        tokenIn: one, tokenOut: other, fee: fee, recipient: third, amountIn: amount,
        minimumOut: least)
        == UniswapV3Router.interface.call(
          "exactInputSingle",
          .tuple([
            .address(one), .address(other), .uint(UInt256(UInt64(fee))), .address(third),
            .uint(amount), .uint(least), .uint(.zero),
          ])))
  }

  @Test func aFeeOfMoreThan24BitsIsRefused() {
    #expect(throws: ABIError.outOfRange(type: "uint24")) {
      try UniswapV3Router.swapExactInput(
        tokenIn: .zero, tokenOut: .zero, fee: 1 << 24, recipient: .zero, amountIn: .one,
        minimumOut: .one)
    }
  }
}
