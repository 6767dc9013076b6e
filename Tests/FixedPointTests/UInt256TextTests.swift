import BigInt
import FixedPoint
import TestSupport
import Testing

@Suite struct UInt256TextTests {
  @Test func textAndBytesRoundTrip() {
    var random = SeededGenerator(seed: 41)
    for _ in 0..<5_000 {
      let value = random.integer()
      let exact = Oracle.big(value)
      #expect(value.description == String(exact))
      #expect(value.hexDescription == "0x" + String(exact, radix: 16))
      #expect(UInt256(value.description) == value)
      #expect(UInt256(value.hexDescription) == value)
      #expect(UInt256("0x" + String(exact, radix: 16, uppercase: true)) == value)
      #expect(UInt256("0x000" + String(exact, radix: 16)) == value)
      var bytes: [UInt8] = [120]
      value.write(into: &bytes)
      #expect(bytes == Array("x\(value)".utf8))
      let word = value.bigEndianBytes()
      #expect(
        word.count == 32
          && BigUInt(word.reduce(into: BigUInt()) { $0 = $0 << 8 + BigUInt($1) })
            == exact.magnitude
      )
      #expect(UInt256(bigEndian: word) == value)
      #expect(UInt256(bigEndian: word.drop { $0 == 0 }) == value)
    }
  }

  @Test(
    arguments: [
      ("0", "0"), ("0x0", "0"), ("00", "0"), ("0x7b", "123"), ("0x7B", "123"), ("007", "7"),
      (
        "115792089237316195423570985008687907853269984665640564039457584007913129639935",
        "115792089237316195423570985008687907853269984665640564039457584007913129639935"
      ),
      (
        "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "115792089237316195423570985008687907853269984665640564039457584007913129639935"
      ),
      ("0000000000000000000000000000000000000000000000000000000000000000000000000000000012", "12"),
    ])
  func accepted(text: String, decimal: String) {
    #expect(UInt256(text)?.description == decimal)
    #expect(UInt256(Substring(text))?.description == decimal)
    #expect(UInt256(parsing: Array(text.utf8).span)?.description == decimal)
  }

  @Test(
    arguments: [
      "", "-", "+", "-1", "+1", "0x", "0X1", "x", "0xg", "1e3", "1.0", "1_0", " 1", "1 ", "12a",
      "ff", "0x-1", "0x 1", "١", "0x１",
      "115792089237316195423570985008687907853269984665640564039457584007913129639936",
      "1157920892373161954235709850086879078532699846656405640394575840079131296399350",
      "0x10000000000000000000000000000000000000000000000000000000000000000",
    ])
  func refused(text: String) {
    #expect(UInt256(text) == nil)
    #expect(UInt256(parsing: Array(text.utf8).span) == nil)
  }

  @Test func bytesBeyondAWordAreRefused() {
    #expect(UInt256(bigEndian: [UInt8]()) == 0)
    #expect(UInt256(bigEndian: [1, 0]) == 256)
    #expect(UInt256(bigEndian: [UInt8](repeating: 255, count: 32)) == .max)
    #expect(UInt256(bigEndian: [UInt8](repeating: 0, count: 33)) == nil)
  }

  @Test func tokenUnitsEqualTheOracle() {
    var random = SeededGenerator(seed: 42)
    for _ in 0..<4_000 {
      let value = random.decimal()
      let decimals = random.below(60)
      let rounding = random.rounding()
      let top = Oracle.big(value) * BigInt(10).power(decimals)
      let exact = Oracle.quotient(top, Oracle.one, rounding)
      let expected = value.isNegative ? nil : Oracle.word(exact)
      #expect(UInt256(value, decimals: decimals, rounding: rounding) == expected)
      #expect(
        UInt256(exactly: value, decimals: decimals) == (top % Oracle.one == 0 ? expected : nil))
    }
  }

  @Test func amountsOfTokenUnitsEqualTheOracle() {
    var random = SeededGenerator(seed: 43)
    for _ in 0..<4_000 {
      let units = random.integer()
      let decimals = random.below(110)
      let rounding = random.rounding()
      let exact = Oracle.quotient(
        Oracle.big(units) * Oracle.one, BigInt(10).power(decimals), rounding)
      #expect(
        units.decimal(decimals: decimals, rounding: rounding) == Oracle.decimal(exact),
        "\(units) \(decimals) \(rounding)")
    }
  }

  @Test func oddDecimalsAreRefused() throws {
    let value = try #require(Decimal18("1.5"))
    #expect(UInt256(exactly: value, decimals: 6) == 1_500_000)
    #expect(UInt256(exactly: value, decimals: 0) == nil)
    #expect(UInt256(value, decimals: 0, rounding: .up) == 2)
    #expect(UInt256(value, decimals: -1, rounding: .up) == nil)
    #expect(UInt256(value, decimals: .max, rounding: .up) == nil)
    #expect(UInt256(value, decimals: .min, rounding: .up) == nil)
    #expect(UInt256(.zero, decimals: .max, rounding: .up) == 0)
    #expect(UInt256(exactly: -value, decimals: 18) == nil)
    #expect(UInt256.one.decimal(decimals: -1, rounding: .up) == nil)
    #expect(UInt256.one.decimal(decimals: .min, rounding: .up) == nil)
    #expect(UInt256.one.decimal(decimals: .max, rounding: .up) == .leastNonzeroMagnitude)
    #expect(UInt256.max.decimal(decimals: 96, rounding: .halfUp) == .zero)
    #expect(UInt256.max.decimal(decimals: 0, rounding: .down) == nil)
  }
}
