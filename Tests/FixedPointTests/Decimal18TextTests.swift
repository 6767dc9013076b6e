import BigInt
import FixedPoint
import TestSupport
import Testing

@Suite struct Decimal18TextTests {
  @Test(
    arguments: [
      ("0", "0"), ("-0", "0"), ("-0.000", "0"), ("7", "7"), ("007", "7"), ("-12.34", "-12.34"),
      ("12.3400", "12.34"), ("0.1", "0.1"), ("1e-8", "0.00000001"), ("1E-8", "0.00000001"),
      ("1e8", "100000000"), ("1e+8", "100000000"), ("1.5e3", "1500"), ("-2.50e-1", "-0.25"),
      ("0.000000000000000001", "0.000000000000000001"),
      ("0.0000000000000000010000", "0.000000000000000001"), ("1e-18", "0.000000000000000001"),
      ("10e-19", "0.000000000000000001"), ("0e999999999999999999999", "0"),
      ("0.0e-99999999999999999999999999", "0"), ("12345678901234567890", "12345678901234567890"),
      ("9223372036854775807.123456789012345678", "9223372036854775807.123456789012345678"),
      (
        "170141183460469231731.687303715884105727",
        "170141183460469231731.687303715884105727"
      ),
      (
        "-170141183460469231731.687303715884105727",
        "-170141183460469231731.687303715884105727"
      ),
      ("170141183460469231731687303715884105727e-18", "170141183460469231731.687303715884105727"),
      ("1.70141183460469231731687303715884105727E20", "170141183460469231731.687303715884105727"),
      ("00000000000000000000000000000000000000000000000000000000001.5", "1.5"),
      ("1000000000000000000000000000000000000000000000000000000000000e-60", "1"),
      ("1.50000000000000000000000000000000000000000000000000000000000", "1.5"),
      ("69420.50", "69420.5"), ("1e20", "100000000000000000000"),
      ("18446744073709551616", "18446744073709551616"),
    ])
  func accepted(text: String, canonical: String) throws {
    let value = try #require(Decimal18(text))
    #expect(value.description == canonical)
    #expect(Decimal18(parsing: Array(text.utf8).span) == value)
    #expect(Decimal18(Substring(text)) == value)
    for rounding in Rounding.allCases {
      #expect(Decimal18.parse(text, rounding: rounding) == value)
    }
  }

  static let malformed = [
    "", "-", "+", "+1", ".", ".5", "1.", "-.5", "-1.", "1..2", "1.2.3", "1_0", "1,0", " 1", "1 ",
    "1 000", "--1", "-+1", "1-", "e", "e5", "1e", "1e-", "1e+", "1e+-5", "1e5.0", "1e5e5", "-e5",
    "NaN", "nan", "inf", "Infinity", "-inf", "0x10", "1f", "١٢٣", "1２", "½", "1\u{0}", "\u{0}",
    "1\n", "one", "1e５", "−1", "1.e5", "e.5", "12345678901234567890123456789x",
    "0.0000000000000000000000000000000000000000000x", "🙂", "1\u{301}",
  ]

  @Test(arguments: malformed)
  func malformedIsNil(text: String) {
    #expect(Decimal18(text) == nil)
    #expect(Decimal18(parsing: Array(text.utf8).span) == nil)
    #expect(Decimal18.parse(text, rounding: .down) == nil)
    #expect(Price(text) == nil)
  }

  static let unrepresentable = [
    "1e999999999", "1e-999999999", "1e99999999999999999999999", "-1e21", "1e21",
    "1e-99999999999999999999999", "170141183460469231731.687303715884105728",
    "-170141183460469231731.687303715884105729", "170141183460469231732", "1e-19",
    "0.0000000000000000001", "1.0000000000000000001", "340282366920938463463374607431768211456",
    "340282366920938463463.374607431768211455", "340282366920938463463.374607431768211456",
    "0.10000000000000000000000000000000000000000000000000000000000000000000000000001",
    "99999999999999999999999999999999999999999999999999999999999999999999999999999999",
  ]

  @Test(arguments: unrepresentable)
  func outOfRangeOrInexactIsNil(text: String) {
    #expect(Decimal18(text) == nil)
    #expect(Decimal18(parsing: Array(text.utf8).span) == nil)
  }

  @Test func roundingParseEqualsTheOracle() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<6_000 {
      let integers = 1 + random.below(24)
      let decimals = random.below(45)
      var digits = ""
      let nines = random.below(4) == 0
      for index in 0..<(integers + decimals) {
        let tie = random.below(3) == 0 && index > integers + 18
        digits += nines ? "9" : (tie ? "0" : "\(random.below(10))")
      }
      if random.below(3) == 0 && decimals > 18 {
        digits = digits.prefix(integers + 18) + "5" + String(repeating: "0", count: decimals - 19)
      }
      let exponent = random.below(50) - 25
      var text = random.next() & 1 == 0 ? "-" : ""
      text += digits.prefix(integers)
      if decimals > 0 { text += "." + digits.suffix(decimals) }
      if exponent != 0 { text += "e\(exponent)" }
      let rounding = random.rounding()
      let power = 18 - decimals + exponent
      let value = try #require(BigInt((text.hasPrefix("-") ? "-" : "") + digits))
      let top = power > 0 ? value * BigInt(10).power(power) : value
      let bottom = power < 0 ? BigInt(10).power(-power) : BigInt(1)
      let expected = Oracle.decimal(Oracle.quotient(top, bottom, rounding))
      #expect(Decimal18.parse(text, rounding: rounding) == expected, "\(text) \(rounding)")
      #expect(Decimal18(text) == (top % bottom == 0 ? expected : nil), "\(text)")
    }
  }

  @Test func textRoundTrips() {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<6_000 {
      let value = random.decimal()
      let text = value.description
      #expect(Decimal18(text) == value)
      #expect(text == Self.plainText(value))
      var bytes = Array("x".utf8)
      value.write(into: &bytes)
      #expect(bytes == Array(("x" + text).utf8))
    }
    let lowest = Decimal18(mantissa: .min)
    #expect(lowest.description == "-170141183460469231731.687303715884105728")
    #expect(Decimal18(lowest.description) == lowest)
    #expect(-lowest == .greatestFiniteMagnitude && lowest.magnitude == .greatestFiniteMagnitude)
  }

  static func plainText(_ value: Decimal18) -> String {
    let (whole, fraction) = BigInt(Oracle.big(value).magnitude).quotientAndRemainder(
      dividingBy: Oracle.one)
    var decimals = String(String(fraction + Oracle.one).dropFirst())
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return (value.isNegative ? "-" : "") + String(whole) + (decimals.isEmpty ? "" : "." + decimals)
  }

  @Test func randomBytesNeverTrap() {
    var random = SeededGenerator(seed: 13)
    let alphabet = Array("0123456789.-+eE_ x".utf8)
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<random.below(60) {
        bytes.append(
          random.below(50) == 0
            ? UInt8(truncatingIfNeeded: random.next()) : alphabet[random.below(14)])
      }
      guard let value = Decimal18(parsing: bytes.span) else { continue }
      #expect(Decimal18(value.description) == value)
    }
  }

  @Test(
    arguments: [
      ("1.005", 2, Rounding.halfUp, "1.01"), ("1.005", 2, .halfEven, "1.00"),
      ("1.015", 2, .halfEven, "1.02"), ("-1.005", 2, .halfUp, "-1.01"),
      ("-0.001", 2, .down, "0.00"), ("-0.001", 2, .floor, "-0.01"), ("0", 3, .down, "0.000"),
      ("12", 0, .down, "12"), ("12.9", 0, .down, "12"), ("12.9", 0, .up, "13"),
      ("1.5", 18, .down, "1.500000000000000000"), ("1.5", 20, .down, "1.50000000000000000000"),
      ("999.999", 2, .up, "1000.00"), ("7", 1, .down, "7.0"),
      ("170141183460469231731.687303715884105727", 0, .up, "170141183460469231732"),
    ])
  func formatted(text: String, decimals: Int, rounding: Rounding, expected: String) throws {
    let value = try #require(Decimal18(text))
    #expect(value.formatted(decimals: decimals, rounding: rounding) == expected)
    #expect(Money(value).formatted(decimals: decimals, rounding: rounding) == expected)
  }

  @Test func longTextsAreReadWhole() {
    let zeros = String(repeating: "0", count: 100_000)
    #expect(Decimal18(zeros + "1." + zeros) == .one)
    #expect(Decimal18("1" + zeros + "e-100000") == .one)
    #expect(Decimal18("0." + zeros + "1e100001") == .one)
    #expect(Decimal18("0." + zeros + "1") == nil)
    #expect(Decimal18.parse("0." + zeros + "1", rounding: .up) == .leastNonzeroMagnitude)
    #expect(Decimal18.parse("-0." + zeros + "1", rounding: .ceiling) == .zero)
    #expect(Decimal18("1" + zeros) == nil)
  }
}
