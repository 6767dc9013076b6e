import BigInt
import FixedPoint
import TestSupport
import Testing

@Suite struct UInt256ArithmeticTests {
  @Test func sumsDifferencesAndProductsEqualTheOracle() {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<4_000 {
      let (a, b) = (random.integer(), random.integer())
      let (x, y) = (Oracle.big(a), Oracle.big(b))
      check(a.addingReportingOverflow(b), x + y)
      check(a.subtractingReportingOverflow(b), x - y)
      check(a.multipliedReportingOverflow(by: b), x * y)
      #expect(a &+ b == Oracle.wrapped(x + y))
      #expect(a &- b == Oracle.wrapped(x - y))
      #expect(a &* b == Oracle.wrapped(x * y))
      if let sum = Oracle.word(x + y) { #expect(a + b == sum) }
      if let difference = Oracle.word(x - y) { #expect(a - b == difference) }
      if let product = Oracle.word(x * y) { #expect(a * b == product) }
      let full = a.multipliedFullWidth(by: b)
      #expect(Oracle.big(full.high) << 256 + Oracle.big(full.low) == x * y)
      #expect((a < b) == (x < y) && (a == b) == (x == y))
    }
  }

  private func check(_ result: (partialValue: UInt256, overflow: Bool), _ exact: BigInt) {
    #expect(result.partialValue == Oracle.wrapped(exact))
    #expect(result.overflow == (Oracle.word(exact) == nil))
  }

  @Test func bitsEqualTheOracle() {
    var random = SeededGenerator(seed: 22)
    for _ in 0..<5_000 {
      let (a, b) = (random.integer(), random.integer())
      let (x, y) = (Oracle.big(a), Oracle.big(b))
      #expect(a & b == Oracle.wrapped(x & y))
      #expect(a | b == Oracle.wrapped(x | y))
      #expect(a ^ b == Oracle.wrapped(x ^ y))
      #expect(~a == Oracle.wrapped(Oracle.wordLimit - 1 - x))
      #expect(a.significantBits == x.magnitude.bitWidth)
      #expect(a.leadingZeroBitCount == 256 - x.magnitude.bitWidth)
      let amount = random.below(300)
      #expect(a << amount == Oracle.wrapped(x << amount))
      #expect(a >> amount == Oracle.wrapped(x >> amount))
      #expect(a << -amount == a >> amount && a >> -amount == a << amount)
    }
    for amount in [0, 1, 63, 64, 127, 128, 129, 255, 256, .max] {
      #expect((UInt256.max << amount) >> amount == (amount > 255 ? .zero : .max >> amount))
    }
    #expect(UInt256.max << .min == .zero && UInt256.max >> .min == .zero)
  }

  @Test func squareRootsAreFloors() {
    var random = SeededGenerator(seed: 23)
    var cases = (0..<3_000).map { _ in random.integer() }
    for bit in 0..<256 { cases += [UInt256.one << bit, (UInt256.one << bit) &- 1] }
    for _ in 0..<1_000 {
      let root = random.integer(limbs: 2)
      cases += [root &* root, root &* root &- 1, root &* root &+ 1]
    }
    cases += [0, 1, 2, 3, 4, .max, .max &- 1]
    for value in cases {
      let root = Oracle.big(value.squareRoot())
      let exact = Oracle.big(value)
      #expect(root * root <= exact && (root + 1) * (root + 1) > exact, "\(value)")
    }
  }

  @Test func literalsAndConversions() {
    let order: UInt256 = 0xffffffff_ffffffff_ffffffff_fffffffe_baaedce6_af48a03b_bfd25e8c_d0364141
    #expect(
      order.hexDescription == "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
    #expect(UInt256(UInt64.max) == 0xffff_ffff_ffff_ffff)
    #expect(UInt256(UInt128.max) == UInt256(low: .max, high: 0))
    #expect(UInt64(exactly: UInt256(UInt64.max)) == .max && UInt64(exactly: order) == nil)
    #expect(UInt64(exactly: UInt256(UInt128(1) << 64)) == nil)
    #expect(UInt128(exactly: UInt256(UInt128.max)) == .max && UInt128(exactly: order) == nil)
    #expect(Int(exactly: UInt256(UInt64(Int.max))) == .max)
    #expect(Int(exactly: UInt256(UInt64(Int.max) + 1)) == nil && Int(exactly: order) == nil)
    #expect(UInt256(exactly: 5) == 5 && UInt256(exactly: -5) == nil)
    #expect(UInt256.zero.isZero && !UInt256.one.isZero && UInt256.max &+ 1 == 0)
    for exponent in 0...77 {
      #expect(UInt256.powerOfTen(exponent) == Oracle.word(BigInt(10).power(exponent)))
    }
    #expect(UInt256.powerOfTen(78) == nil && UInt256.powerOfTen(-1) == nil)
  }
}
