/// A divisor of one limb with its reciprocal, so that each quotient limb costs two
/// multiplications. Möller and Granlund, "Improved division by invariant integers", 2011.
@frozen
@usableFromInline
struct LimbDivisor {
  @usableFromInline let shift: UInt64
  @usableFromInline let normalized: UInt64
  @usableFromInline let reciprocal: UInt64

  @inlinable @inline(__always)
  init(shift: UInt64, normalized: UInt64, reciprocal: UInt64) {
    self.shift = shift
    self.normalized = normalized
    self.reciprocal = reciprocal
  }

  /// Prepares a divisor other than zero.
  @inlinable @inline(__always)
  init(_ divisor: UInt64) {
    let shift = UInt64(truncatingIfNeeded: divisor.leadingZeroBitCount)
    self.shift = shift
    normalized = divisor &<< shift
    reciprocal = LimbDivisor.reciprocal(of: normalized)
  }

  /// 10^18, the scale of `Decimal18`.
  @inlinable @inline(__always)
  static var scale: LimbDivisor {
    LimbDivisor(
      shift: 4, normalized: 16_000_000_000_000_000_000, reciprocal: 0x2725_dd1d_243a_ba0e)
  }

  /// 10^19, the largest power of ten in a limb.
  @inlinable @inline(__always)
  static var tenToThe19: LimbDivisor {
    LimbDivisor(
      shift: 0, normalized: 10_000_000_000_000_000_000, reciprocal: 0xd83c_94fb_6d2a_c34a)
  }

  /// floor((2^128 - 1) / divisor) - 2^64 for a divisor with its top bit set (algorithm 2, with the
  /// table of the first approximation replaced by a short division).
  @inlinable @inline(__always)
  static func reciprocal(of divisor: UInt64) -> UInt64 {
    let lowBit = divisor & 1
    let top9 = UInt32(truncatingIfNeeded: divisor &>> 55)
    let top40 = (divisor &>> 24) &+ 1
    let half = (divisor &>> 1) &+ lowBit
    let first = UInt64(truncatingIfNeeded: 0x7fd00 / top9)
    let second = (first &<< 11) &- ((first &* first &* top40) &>> 40) &- 1
    let third =
      (second &<< 13) &+ ((second &* ((1 &<< 60) &- second &* top40)) &>> 47)
    let error = ((third &>> 1) & (0 &- lowBit)) &- third &* half
    let fourth = (third &<< 31) &+ (UInt128(productOf: third, error).highLimb &>> 1)
    let check = UInt128(productOf: fourth, divisor) &+ UInt128(truncatingIfNeeded: divisor)
    return fourth &- (check.highLimb &+ divisor)
  }

  /// Divides two normalized limbs, the higher below the divisor, by the normalized divisor.
  @inlinable @inline(__always)
  func step(_ high: UInt64, _ low: UInt64) -> (quotient: UInt64, remainder: UInt64) {
    let estimate =
      UInt128(productOf: reciprocal, high) &+ UInt128(highLimb: high, lowLimb: low)
    var quotient = estimate.highLimb &+ 1
    var remainder = low &- quotient &* normalized
    // Taken half the time: a mask, not a branch.
    let excess: UInt64 = remainder > estimate.lowLimb ? .max : 0
    quotient &+= excess
    remainder &+= normalized & excess
    if remainder >= normalized {
      quotient &+= 1
      remainder &-= normalized
    }
    return (quotient, remainder)
  }

  /// Divides 192 bits whose top limb is below the divisor; the quotient then fits 128 bits.
  @inlinable @inline(__always)
  func divide(
    high: UInt64, low: UInt128
  ) -> (quotient: UInt128, remainder: UInt64) {
    let wide = UInt128(highLimb: high, lowLimb: low.highLimb) &<< UInt128(truncatingIfNeeded: shift)
    let rest = low &<< UInt128(truncatingIfNeeded: shift)
    let top = UInt128(highLimb: wide.highLimb, lowLimb: rest.highLimb)
    let first = step(top.highLimb, top.lowLimb)
    let second = step(first.remainder, rest.lowLimb)
    return (
      UInt128(highLimb: first.quotient, lowLimb: second.quotient), second.remainder &>> shift
    )
  }
}
