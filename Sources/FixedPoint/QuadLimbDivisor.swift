/// A divisor above 2^128: Knuth's algorithm D on limbs, each quotient limb estimated from the top
/// three by the two-limb reciprocal, so that it is at most one too large.
@frozen
@usableFromInline
struct QuadLimbDivisor {
  @usableFromInline let shift: Int
  @usableFromInline let normalized: UInt256
  @usableFromInline let top: DoubleLimbDivisor

  /// Prepares a divisor of at least 2^128. Three limbs are handled as four, shifted up further.
  @inlinable @inline(__always)
  init(_ divisor: UInt256) {
    shift = divisor.high.leadingZeroBitCount
    normalized = divisor << shift
    top = DoubleLimbDivisor(normalized.high)
  }

  /// Brings one more limb into the remainder (below the divisor) and takes one quotient limb out.
  @inlinable @inline(__always)
  func step(_ remainder: inout UInt256, _ limb: UInt64) -> UInt64 {
    var quotient: UInt64
    var high: UInt128
    let low = UInt128(highLimb: remainder.low.lowLimb, lowLimb: limb)
    // The part of the running remainder above 256 bits, non-zero only on the rare path.
    var above: UInt64 = 0
    if remainder.high < top.normalized {
      (quotient, high) = top.step(remainder.high, remainder.low.highLimb)
    } else {
      // The top two limbs equal the divisor's: the estimate is the largest limb, and the top of
      // the remainder becomes (limb below) + divisor top.
      quotient = .max
      let (sum, carry) = top.normalized.addingReportingOverflow(
        UInt128(truncatingIfNeeded: remainder.low.highLimb))
      high = sum
      above = carry ? 1 : 0
    }
    let first = UInt128(productOf: quotient, normalized.low.lowLimb)
    let second = UInt128(productOf: quotient, normalized.low.highLimb) &+ (first &>> 64)
    let product = UInt256(
      low: UInt128(highLimb: second.lowLimb, lowLimb: first.lowLimb),
      high: UInt128(truncatingIfNeeded: second.highLimb))
    let (difference, borrow) = UInt256(low: low, high: high).subtractingReportingOverflow(product)
    remainder = difference
    if borrow && above == 0 {
      quotient &-= 1
      remainder = difference &+ normalized
    }
    return quotient
  }

  /// Divides 512 bits whose upper half is below the divisor; the quotient then fits 256 bits.
  @inlinable @inline(__always)
  func divide(
    high: UInt256, low: UInt256
  ) -> (quotient: UInt256, remainder: UInt256) {
    let rest = low << shift
    if high.isZero {
      // Below 2^256 ÷ 2^128: only the lower two quotient limbs can be other than zero.
      let above = shift == 0 ? 0 : (low.high &>> 1) &>> UInt128(truncatingIfNeeded: 127 &- shift)
      var remainder = UInt256(low: rest.high, high: above)
      let second = step(&remainder, rest.low.highLimb)
      let first = step(&remainder, rest.low.lowLimb)
      return (UInt256(UInt128(highLimb: second, lowLimb: first)), remainder >> shift)
    }
    var remainder = shift == 0 ? high : high << shift | low >> (256 &- shift)
    let fourth = step(&remainder, rest.high.highLimb)
    let third = step(&remainder, rest.high.lowLimb)
    let second = step(&remainder, rest.low.highLimb)
    let first = step(&remainder, rest.low.lowLimb)
    return (
      UInt256(
        low: UInt128(highLimb: second, lowLimb: first),
        high: UInt128(highLimb: fourth, lowLimb: third)),
      remainder >> shift
    )
  }
}
