/// A divisor of two limbs with its reciprocal: one quotient limb per step (Möller and Granlund,
/// 2011, algorithms 5 and 6).
@frozen
@usableFromInline
struct DoubleLimbDivisor {
  @usableFromInline let shift: UInt128
  @usableFromInline let normalized: UInt128
  @usableFromInline let reciprocal: UInt64

  /// Prepares a divisor of at least 2^64.
  @inlinable @inline(__always)
  init(_ divisor: UInt128) {
    shift = UInt128(truncatingIfNeeded: divisor.leadingZeroBitCount)
    normalized = divisor &<< shift
    reciprocal = DoubleLimbDivisor.reciprocal(of: normalized)
  }

  /// floor((2^192 - 1) / divisor) - 2^64 for a divisor with its top bit set.
  @inlinable @inline(__always)
  static func reciprocal(of divisor: UInt128) -> UInt64 {
    let high = divisor.highLimb
    let low = divisor.lowLimb
    var reciprocal = LimbDivisor.reciprocal(of: high)
    var product = high &* reciprocal &+ low
    if product < low {
      reciprocal &-= 1
      if product >= high {
        reciprocal &-= 1
        product &-= high
      }
      product &-= high
    }
    let cross = UInt128(productOf: reciprocal, low)
    product &+= cross.highLimb
    if product < cross.highLimb {
      reciprocal &-= 1
      if UInt128(highLimb: product, lowLimb: cross.lowLimb) >= divisor { reciprocal &-= 1 }
    }
    return reciprocal
  }

  /// Divides three normalized limbs, the upper two below the divisor, by the normalized divisor.
  @inlinable @inline(__always)
  func step(_ high: UInt128, _ low: UInt64) -> (quotient: UInt64, remainder: UInt128) {
    let estimate = UInt128(productOf: reciprocal, high.highLimb) &+ high
    var quotient = estimate.highLimb
    let top = high.lowLimb &- quotient &* normalized.highLimb
    var remainder =
      UInt128(highLimb: top, lowLimb: low)
      &- UInt128(productOf: normalized.lowLimb, quotient) &- normalized
    // Taken half the time: a mask, not a branch.
    let excess: UInt64 = remainder.highLimb >= estimate.lowLimb ? .max : 0
    quotient &+= 1 &+ excess
    remainder &+= normalized & UInt128(highLimb: excess, lowLimb: excess)
    if remainder >= normalized {
      quotient &+= 1
      remainder &-= normalized
    }
    return (quotient, remainder)
  }

  /// Divides 256 bits whose upper half is below the divisor; the quotient then fits 128 bits.
  @inlinable @inline(__always)
  func divide(
    high: UInt128, low: UInt128
  ) -> (quotient: UInt128, remainder: UInt128) {
    // A shift of zero must not carry low bits up, and a shift by 128 is not defined: split it.
    let top = high &<< shift | (low &>> 1) &>> (127 &- shift)
    let rest = low &<< shift
    let first = step(top, rest.highLimb)
    let second = step(first.remainder, rest.lowLimb)
    return (
      UInt128(highLimb: first.quotient, lowLimb: second.quotient), second.remainder &>> shift
    )
  }
}
