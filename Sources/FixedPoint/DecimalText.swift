/// Writes magnitudes in units of 10^-18 as ASCII.
enum DecimalText {
  /// Writes the canonical text into at least 48 bytes and returns how many were used.
  static func write(
    _ magnitude: UInt128, isNegative: Bool, into buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    if isNegative {
      buffer[0] = UInt8(ascii: "-")
      count = 1
    }
    let whole: UInt128
    let fraction: UInt64
    if magnitude.highLimb == 0 {
      whole = UInt128(truncatingIfNeeded: magnitude.lowLimb / 1_000_000_000_000_000_000)
      fraction = magnitude.lowLimb % 1_000_000_000_000_000_000
    } else {
      (whole, fraction) = LimbDivisor.scale.divide(high: 0, low: magnitude)
    }
    if whole.highLimb == 0 {
      count &+= writeInteger(whole.lowLimb, into: buffer, at: count)
    } else {
      let parts = whole.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
      count &+= writeInteger(parts.quotient.lowLimb, into: buffer, at: count)
      writePadded(parts.remainder.lowLimb, digits: 18, into: buffer, at: count)
      count &+= 18
    }
    if fraction == 0 { return count }
    buffer[count] = UInt8(ascii: ".")
    count &+= 1
    let (first, last) = fraction.quotientAndRemainder(dividingBy: 1_000_000_000)
    writePadded(first, digits: 9, into: buffer, at: count)
    count &+= 9
    if last != 0 {
      writePadded(last, digits: 9, into: buffer, at: count)
      count &+= 9
    }
    while buffer[count &- 1] == UInt8(ascii: "0") { count &-= 1 }
    return count
  }

  /// Writes an integer without leading zeros and returns how many digits it has.
  @inline(__always)
  static func writeInteger(
    _ value: UInt64, into buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int
  ) -> Int {
    var digits = 1
    var rest = value / 10
    while rest != 0 {
      digits &+= 1
      rest /= 10
    }
    writePadded(value, digits: digits, into: buffer, at: start)
    return digits
  }

  /// Writes exactly `digits` digits.
  @inline(__always)
  static func writePadded(
    _ value: UInt64, digits: Int, into buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int
  ) {
    var rest = value
    var index = start &+ digits
    while index > start {
      index &-= 1
      let quotient = rest / 10
      buffer[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest &- quotient &* 10)
      rest = quotient
    }
  }
}
