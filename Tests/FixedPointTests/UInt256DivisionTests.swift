import BigInt
import FixedPoint
import TestSupport
import Testing

@Suite struct UInt256DivisionTests {
  static let sizes = (0...4).flatMap { a in (1...4).map { (a, $0) } }

  @Test(arguments: sizes)
  func quotientsOfAllLimbSizes(numeratorLimbs: Int, divisorLimbs: Int) throws {
    var random = SeededGenerator(seed: UInt64(100 + numeratorLimbs * 10 + divisorLimbs))
    for _ in 0..<1_000 {
      let a = random.integer(limbs: numeratorLimbs)
      let b = random.integer(limbs: divisorLimbs)
      let parts = try #require(a.quotientAndRemainder(dividingBy: b))
      let (quotient, remainder) = Oracle.big(a).quotientAndRemainder(dividingBy: Oracle.big(b))
      #expect(parts.quotient == Oracle.word(quotient), "\(a) \(b)")
      #expect(parts.remainder == Oracle.word(remainder), "\(a) \(b)")
      #expect(a / b == parts.quotient && a % b == parts.remainder)
    }
  }

  static let triples = (0...4).flatMap { a in
    (0...4).flatMap { b in (1...4).map { [a, b, $0] } }
  }

  @Test(arguments: triples)
  func mulDivOfAllLimbSizes(limbs: [Int]) {
    var random = SeededGenerator(seed: UInt64(limbs[0] * 100 + limbs[1] * 10 + limbs[2]))
    for _ in 0..<500 {
      let a = random.integer(limbs: limbs[0])
      let b = random.integer(limbs: limbs[1])
      let c = random.integer(limbs: limbs[2]) >> random.below(4)
      if c.isZero { continue }
      let rounding = random.rounding()
      let exact = Oracle.quotient(Oracle.big(a) * Oracle.big(b), Oracle.big(c), rounding)
      #expect(
        UInt256.mulDiv(a, b, c, rounding: rounding) == Oracle.word(exact),
        "\(a) \(b) \(c) \(rounding)")
    }
  }

  /// Numerators built as quotient × divisor + remainder with the remainder next to its limits, where
  /// quotient estimates are corrected.
  @Test func numeratorsAtTheEdgeOfAQuotientLimb() {
    var random = SeededGenerator(seed: 31)
    for _ in 0..<4_000 {
      let c = random.integer(limbs: 1 + random.below(4))
      let quotient = random.integer()
      let product = Oracle.big(quotient) * Oracle.big(c)
      guard let scaled = Oracle.word(product) else { continue }
      for numerator in [scaled, scaled &- 1, scaled &+ (c &- 1), scaled &+ c] {
        let exact = Oracle.big(numerator) / Oracle.big(c)
        #expect(numerator / c == Oracle.word(exact), "\(numerator) \(c)")
      }
    }
  }

  /// The top two limbs of the running remainder equal the divisor's: the estimate is not taken from
  /// the reciprocal.
  @Test func remaindersThatBeginLikeTheDivisor() {
    var random = SeededGenerator(seed: 32)
    for _ in 0..<4_000 {
      let shift = random.below(128)
      let c = (random.integer(limbs: 4) | UInt256.one << 255) >> shift
      let high = c &- UInt256(random.limb()) &- 1
      if high >= c { continue }
      let low = random.integer()
      // high × 2^256 + low = a × b only for some; use the product form a × b with b near c.
      for b in [high, c &- 1, c] {
        let exact = Oracle.big(b) * Oracle.big(low) / Oracle.big(c)
        #expect(UInt256.mulDiv(low, b, c, rounding: .down) == Oracle.word(exact))
        #expect(
          UInt256.mulDiv(.max, b, c, rounding: .floor)
            == Oracle.word(Oracle.big(UInt256.max) * Oracle.big(b) / Oracle.big(c)))
      }
    }
  }

  @Test func roundingOfMulDiv() {
    for rounding in Rounding.allCases {
      #expect(UInt256.mulDiv(6, 7, 0, rounding: rounding) == nil)
      #expect(UInt256.mulDiv(.max, 2, 1, rounding: rounding) == nil)
      #expect(UInt256.mulDiv(.max, .max, .max, rounding: rounding) == .max)
      #expect(UInt256.mulDiv(0, .max, 1, rounding: rounding) == 0)
    }
    #expect(UInt256.mulDiv(7, 1, 2, rounding: .down) == 3)
    #expect(UInt256.mulDiv(7, 1, 2, rounding: .floor) == 3)
    #expect(UInt256.mulDiv(7, 1, 2, rounding: .up) == 4)
    #expect(UInt256.mulDiv(7, 1, 2, rounding: .ceiling) == 4)
    #expect(UInt256.mulDiv(5, 1, 2, rounding: .halfEven) == 2)
    #expect(UInt256.mulDiv(7, 1, 2, rounding: .halfEven) == 4)
    #expect(UInt256.mulDiv(5, 1, 2, rounding: .halfUp) == 3)
    // (2^256 - 1) + 1/2 rounds beyond 256 bits.
    let half = UInt256.one << 255
    #expect(UInt256.mulDiv(.max, half &+ 1, half, rounding: .up) == nil)
    #expect(UInt256.one.quotientAndRemainder(dividingBy: 0) == nil)
  }
}
