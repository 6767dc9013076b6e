import FixedPoint
import Testing
import TradingModel

@Suite struct ExactMoneyTests {
  @Test(arguments: [
    ("1.5", "-2", "-3"),
    ("0.000000000000000001", "0.000000000000000001", "0.000000000000000000000000000000000001"),
    ("-170000000", "170000000", "-28900000000000000"), ("0", "-5", "0"),
    ("123.456", "1", "123.456"),
  ])
  func multipliesWithoutRounding(left: String, right: String, product: String) throws {
    let money = ExactMoney(try #require(Decimal18(left)), times: try #require(Decimal18(right)))
    #expect(money.description == product)
  }

  @Test func addsAndSubtractsAcrossTheHalves() throws {
    let small = ExactMoney(Decimal18(mantissa: 1), times: Decimal18(mantissa: 1))
    let large = ExactMoney(Decimal18(mantissa: .max), times: Decimal18(mantissa: .max))
    #expect((large + small) - large == small)
    #expect((-large - small) + large == -small)
    #expect(-large < .zero && small > .zero && small < large)
  }
}
