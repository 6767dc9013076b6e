import BigInt
import FixedPoint
import TestSupport
import Testing

@Suite struct Int256Tests {
  @Test func arithmeticEqualsTheOracle() {
    var random = SeededGenerator(seed: 51)
    for _ in 0..<4_000 {
      let a = Int256(bitPattern: signed(&random))
      let b = Int256(bitPattern: signed(&random))
      let (x, y) = (Oracle.big(a), Oracle.big(b))
      check(a.addingReportingOverflow(b), x + y)
      check(a.subtractingReportingOverflow(b), x - y)
      check(a.multipliedReportingOverflow(by: b), x * y)
      if let sum = Oracle.signedWord(x + y) { #expect(a + b == sum) }
      if let difference = Oracle.signedWord(x - y) { #expect(a - b == difference) }
      if let product = Oracle.signedWord(x * y) { #expect(a * b == product) }
      #expect((a < b) == (x < y))
      #expect(Oracle.big(a.magnitude) == BigInt(x.magnitude))
      #expect(a.description == String(x) && Int256(a.description) == a)
      if y == 0 { continue }
      let parts = a.quotientAndRemainder(dividingBy: b)
      let (quotient, remainder) = x.quotientAndRemainder(dividingBy: y)
      #expect(parts?.quotient == Oracle.signedWord(quotient))
      guard parts != nil else { continue }
      #expect(parts?.remainder == Oracle.signedWord(remainder))
      #expect(a / b == parts?.quotient && a % b == parts?.remainder)
    }
  }

  private func signed(_ random: inout SeededGenerator) -> UInt256 {
    let value = random.integer()
    return random.next() & 1 == 0 ? value : .zero &- value
  }

  private func check(_ result: (partialValue: Int256, overflow: Bool), _ exact: BigInt) {
    #expect(result.partialValue.bitPattern == Oracle.wrapped(exact))
    #expect(result.overflow == (Oracle.signedWord(exact) == nil))
  }

  @Test func limits() {
    #expect(Oracle.big(Int256.min) == -Oracle.wordLimit / 2)
    #expect(Oracle.big(Int256.max) == Oracle.wordLimit / 2 - 1)
    #expect(Int256.min.magnitude == UInt256.one << 255)
    #expect(Int256.min.quotientAndRemainder(dividingBy: -1) == nil)
    #expect(Int256.min.quotientAndRemainder(dividingBy: 0) == nil)
    #expect(Int256.min.multipliedReportingOverflow(by: -1).overflow)
    #expect(Int256.min / 1 == .min && -Int256.max == Int256.min + 1)
    #expect(Int256(magnitude: UInt256.one << 255, isNegative: true) == .min)
    #expect(Int256(magnitude: UInt256.one << 255, isNegative: false) == nil)
    #expect(Int256(magnitude: .max, isNegative: true) == nil)
    #expect(Int256(magnitude: .zero, isNegative: true) == .zero)
    #expect(Int256(-5) == -5 && Int256(Int128.min) < 0 && Int256.zero.isZero)
    #expect(Int256(bitPattern: .max) == -1)
    #expect(Int256.min.description.hasPrefix("-5789604461865809771178549250434395392663499233282"))
  }

  @Test(
    arguments: [
      ("-1", "-1"), ("-0", "0"), ("0x7b", "123"), ("-0x7b", "-123"), ("0007", "7"),
    ])
  func accepted(text: String, decimal: String) {
    #expect(Int256(text)?.description == decimal)
  }

  @Test(
    arguments: [
      "", "-", "--1", "+1", "-+1", "0x", "-0x", "1.0", "a", "- 1",
      "57896044618658097711785492504343953926634992332820282019728792003956564819968",
      "-57896044618658097711785492504343953926634992332820282019728792003956564819969",
    ])
  func refused(text: String) {
    #expect(Int256(text) == nil)
  }
}
