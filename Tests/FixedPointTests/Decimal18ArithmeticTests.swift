import BigInt
import FixedPoint
import TestSupport
import Testing

@Suite struct Decimal18ArithmeticTests {
  @Test func productsEqualTheOracle() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<6_000 {
      let (a, b, rounding) = (random.decimal(), random.decimal(), random.rounding())
      let expected = Oracle.decimal(
        Oracle.quotient(Oracle.big(a) * Oracle.big(b), Oracle.one, rounding))
      #expect(a.multipliedIfFits(by: b, rounding: rounding) == expected, "\(a) \(b) \(rounding)")
      if let expected { #expect(a.multiplied(by: b, rounding: rounding) == expected) }
    }
  }

  @Test func quotientsEqualTheOracle() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<6_000 {
      let (a, b, rounding) = (random.decimal(), random.decimal(), random.rounding())
      let expected =
        b.isZero
        ? nil
        : Oracle.decimal(Oracle.quotient(Oracle.big(a) * Oracle.one, Oracle.big(b), rounding))
      #expect(a.divided(by: b, rounding: rounding) == expected, "\(a) \(b) \(rounding)")
    }
  }

  @Test func multiplyDivideEqualsTheOracle() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<6_000 {
      let (a, b, c) = (random.decimal(), random.decimal(), random.decimal())
      let rounding = random.rounding()
      let expected =
        c.isZero
        ? nil
        : Oracle.decimal(Oracle.quotient(Oracle.big(a) * Oracle.big(b), Oracle.big(c), rounding))
      #expect(
        Decimal18.multiplyDivide(a, b, c, rounding: rounding) == expected,
        "\(a) \(b) \(c) \(rounding)")
    }
  }

  @Test func multiplesEqualTheOracle() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<4_000 {
      let (a, tick, rounding) = (random.decimal(), random.decimal().magnitude, random.rounding())
      if tick.isZero { continue }
      let step = Oracle.big(tick)
      let expected = Oracle.decimal(Oracle.quotient(Oracle.big(a), step, rounding) * step)
      #expect(a.roundedIfFits(toMultipleOf: tick, rounding: rounding) == expected)
      if let expected { #expect(a.rounded(toMultipleOf: tick, rounding: rounding) == expected) }
    }
  }

  @Test func sumsEqualTheOracle() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<4_000 {
      let (a, b) = (random.decimal(), random.decimal())
      let sum = Oracle.decimal(Oracle.big(a) + Oracle.big(b))
      let difference = Oracle.decimal(Oracle.big(a) - Oracle.big(b))
      #expect(a.adding(b) == sum)
      #expect(a.subtracting(b) == difference)
      if let sum { #expect(a + b == sum) }
      if let difference { #expect(a - b == difference) }
      #expect((a < b) == (Oracle.big(a) < Oracle.big(b)))
    }
  }

  @Test(
    arguments: [
      // value, then down, up, floor, ceiling, halfEven, halfUp to whole numbers
      ("2.5", ["2", "3", "2", "3", "2", "3"]), ("-2.5", ["-2", "-3", "-3", "-2", "-2", "-3"]),
      ("3.5", ["3", "4", "3", "4", "4", "4"]), ("-3.5", ["-3", "-4", "-4", "-3", "-4", "-4"]),
      ("2.4", ["2", "3", "2", "3", "2", "2"]), ("-2.4", ["-2", "-3", "-3", "-2", "-2", "-2"]),
      ("2.6", ["2", "3", "2", "3", "3", "3"]), ("-2.6", ["-2", "-3", "-3", "-2", "-3", "-3"]),
      ("7", ["7", "7", "7", "7", "7", "7"]), ("-7", ["-7", "-7", "-7", "-7", "-7", "-7"]),
      ("-0.4", ["0", "-1", "-1", "0", "0", "0"]), ("0", ["0", "0", "0", "0", "0", "0"]),
    ])
  func everyRoundingAndSign(text: String, expected: [String]) throws {
    let value = try #require(Decimal18(text))
    for (rounding, result) in zip(
      [Rounding.down, .up, .floor, .ceiling, .halfEven, .halfUp], expected)
    {
      #expect(value.rounded(toMultipleOf: .one, rounding: rounding).description == result)
      #expect(value.formatted(decimals: 0, rounding: rounding) == result)
      let unit = Decimal18(mantissa: 1)
      let scaled = try #require(value.multipliedIfFits(by: unit, rounding: rounding))
      #expect(Decimal18(mantissa: scaled.mantissa * Decimal18.scaleFactor).description == result)
    }
  }

  @Test func limitsGiveNilAndNeverTrap() {
    let largest = Decimal18.greatestFiniteMagnitude
    let lowest = Decimal18(mantissa: .min)
    for rounding in Rounding.allCases {
      #expect(largest.multipliedIfFits(by: .one, rounding: rounding) == largest)
      #expect((-largest).divided(by: -.one, rounding: rounding) == largest)
      #expect(largest.multipliedIfFits(by: largest, rounding: rounding) == nil)
      #expect(lowest.multipliedIfFits(by: lowest, rounding: rounding) == nil)
      #expect(lowest.multipliedIfFits(by: .one, rounding: rounding) == nil)
      #expect(largest.divided(by: .leastNonzeroMagnitude, rounding: rounding) == nil)
      #expect(lowest.divided(by: -.one, rounding: rounding) == nil)
      #expect(lowest.divided(by: lowest, rounding: rounding) == .one)
      #expect(Decimal18.one.divided(by: .zero, rounding: rounding) == nil)
      #expect(Decimal18.multiplyDivide(largest, largest, largest, rounding: rounding) == largest)
      #expect(Decimal18.multiplyDivide(lowest, lowest, .one, rounding: rounding) == nil)
      #expect(lowest.roundedIfFits(toMultipleOf: .one, rounding: .up) == nil)
    }
    #expect(largest.adding(.leastNonzeroMagnitude) == nil)
    #expect((-largest).subtracting(.leastNonzeroMagnitude) == nil)
    #expect(largest.roundedIfFits(toMultipleOf: .one, rounding: .up) == nil)
    #expect(Decimal18.one.roundedIfFits(toMultipleOf: .zero, rounding: .up) == nil)
    #expect(Decimal18.one.roundedIfFits(toMultipleOf: -.one, rounding: .up) == nil)
  }

  @Test func signsAndWholeNumbers() {
    #expect(Decimal18(Int.max).description == "9223372036854775807")
    #expect(Decimal18(Int.min).description == "-9223372036854775808")
    #expect(Decimal18(-3).signum == -1 && Decimal18.zero.signum == 0 && Decimal18(3).signum == 1)
    #expect(Decimal18(-3).isNegative && !Decimal18(-3).isPositive && Decimal18.zero.isZero)
    #expect(Decimal18(-3).magnitude == Decimal18(3))
    var value = Decimal18(1)
    value += Decimal18(4)
    value -= Decimal18(2)
    #expect(value == Decimal18(3))
  }
}
