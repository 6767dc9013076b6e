import FixedPoint
import Testing

@Suite struct ExactNumberTests {
  private func number<Number: ExactNumber>(_ text: String) throws -> Number {
    try #require(Number(text))
  }

  @Test func productsCarryTheirMeaning() throws {
    let price: Price = try number("70000.5")
    let quantity: Quantity = try number("0.25")
    let rate: Rate = try number("0.0001")
    let money: Money = try number("17500.125")
    #expect(price.times(quantity, rounding: .down) == money)
    #expect(quantity.times(price, rounding: .down) == money)
    #expect(money.times(rate, rounding: .down) == (try number("1.7500125") as Money))
    #expect(rate.times(money, rounding: .down) == (try number("1.7500125") as Money))
    #expect(quantity.times(rate, rounding: .down) == (try number("0.000025") as Quantity))
    #expect(rate.times(quantity, rounding: .down) == (try number("0.000025") as Quantity))
    #expect(price.times(rate, rounding: .down) == (try number("7.00005") as Price))
    #expect(rate.times(price, rounding: .down) == (try number("7.00005") as Price))
    #expect(rate.times(rate, rounding: .down) == (try number("0.00000001") as Rate))
  }

  @Test func quotientsCarryTheirMeaning() throws {
    let price: Price = try number("70000.5")
    let quantity: Quantity = try number("0.25")
    let money: Money = try number("17500.125")
    let two = Rate(2)
    #expect(money.divided(by: quantity, rounding: .down) == price)
    #expect(money.divided(by: price, rounding: .down) == quantity)
    #expect(money.divided(by: money, rounding: .down) == Rate(1))
    #expect(price.divided(by: price, rounding: .down) == Rate(1))
    #expect(quantity.divided(by: quantity, rounding: .down) == Rate(1))
    #expect(two.divided(by: two, rounding: .down) == Rate(1))
    #expect(money.divided(by: two, rounding: .down) == (try number("8750.0625") as Money))
    #expect(price.divided(by: two, rounding: .down) == (try number("35000.25") as Price))
    #expect(quantity.divided(by: two, rounding: .down) == (try number("0.125") as Quantity))
    #expect(money.divided(by: Quantity.zero, rounding: .down) == nil)
    #expect(price.divided(by: Rate.zero, rounding: .down) == nil)
  }

  @Test func overflowIsNilInTheFittingForms() {
    let price = Price(.greatestFiniteMagnitude)
    let quantity = Quantity(.greatestFiniteMagnitude)
    let money = Money(.greatestFiniteMagnitude)
    let rate = Rate(.greatestFiniteMagnitude)
    #expect(price.timesIfFits(quantity, rounding: .down) == nil)
    #expect(quantity.timesIfFits(price, rounding: .down) == nil)
    #expect(money.timesIfFits(rate, rounding: .down) == nil)
    #expect(rate.timesIfFits(money, rounding: .down) == nil)
    #expect(price.timesIfFits(rate, rounding: .down) == nil)
    #expect(rate.timesIfFits(price, rounding: .down) == nil)
    #expect(quantity.timesIfFits(rate, rounding: .down) == nil)
    #expect(rate.timesIfFits(quantity, rounding: .down) == nil)
    #expect(rate.timesIfFits(rate, rounding: .down) == nil)
    #expect(money.adding(money) == nil)
    #expect((-money).subtracting(money) == nil)
  }

  @Test func behavesLikeANumber() throws {
    var total = Money.zero
    total += Money(5)
    total -= Money(7)
    #expect(total == Money(-2) && total.isNegative && !total.isPositive && !total.isZero)
    #expect(total.magnitude == Money(2) && total.signum == -1 && -total == Money(2))
    #expect(total < Money.zero && total + Money(3) == Money(1) && total - Money(1) == Money(-3))
    #expect(total.description == "-2" && "\(total)" == "-2")
    #expect(
      Quantity.parse("0.12345678901234567899", rounding: .down)?.description
        == "0.123456789012345678")
    #expect(Rate(parsing: Array("0.0001".utf8).span) == Rate("0.0001"))
    var bytes: [UInt8] = []
    Money("1.25")?.write(into: &bytes)
    #expect(bytes == Array("1.25".utf8))
    let price: Price = try number("100.27")
    let tick: Price = try number("0.05")
    #expect(price.rounded(toMultipleOf: tick, rounding: .down) == Price("100.25"))
    #expect(price.rounded(toMultipleOf: tick, rounding: .up) == Price("100.3"))
    #expect(price.roundedIfFits(toMultipleOf: .zero, rounding: .up) == nil)
  }
}
