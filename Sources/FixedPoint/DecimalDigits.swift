/// The digits of an unsigned decimal text of any length: as many leading digits as fit 128 bits,
/// what is needed of the rest to round it, and the power of ten that applies.
struct DecimalDigits {
  private var leading: UInt128 = 0
  private var firstDropped: UInt8 = 0
  private var dropped = 0
  private var isInexact = false
  private var exponent = 0

  /// Reads `digits[.digits][e[+-]digits]` from `index` to the end; nil when malformed.
  init?(_ bytes: Span<UInt8>, from index: Int) {
    var index = index
    let integers = append(bytes, from: &index)
    if integers == 0 { return nil }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let decimals = append(bytes, from: &index)
      if decimals == 0 { return nil }
      exponent -= decimals
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      guard let power = DecimalDigits.power(bytes, from: &index) else { return nil }
      exponent += power
    }
    if index != bytes.count { return nil }
  }

  private mutating func append(_ bytes: Span<UInt8>, from index: inout Int) -> Int {
    let start = index
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit > 9 { break }
      index += 1
      if dropped == 0 {
        let (shifted, overflow) = leading.multipliedReportingOverflow(by: 10)
        let (sum, carry) = shifted.addingReportingOverflow(UInt128(digit))
        if !overflow && !carry {
          leading = sum
          continue
        }
        firstDropped = digit
      } else if digit != 0 {
        isInexact = true
      }
      dropped += 1
    }
    return index - start
  }

  /// The exponent, held at ±10^15: no text in memory has digits enough to bring more into range.
  private static func power(_ bytes: Span<UInt8>, from index: inout Int) -> Int? {
    var isNegative = false
    if index < bytes.count {
      isNegative = bytes[index] == UInt8(ascii: "-")
      if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    }
    let start = index
    var power = 0
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit > 9 { break }
      power = min(power * 10 + Int(digit), 1_000_000_000_000_000)
      index += 1
    }
    return index == start ? nil : (isNegative ? -power : power)
  }

  /// The number in units of 10^-18; nil when out of range, or inexact with no rounding given.
  func magnitude(isNegative: Bool, rounding: Rounding?) -> UInt128? {
    if leading == 0 { return 0 }
    let scale = exponent + dropped + 18
    if scale > 0 {
      if dropped > 0 || scale > 38 { return nil }
      let (product, overflow) = leading.multipliedReportingOverflow(by: PowersOfTen.wide(scale))
      return overflow ? nil : product
    }
    var quotient = leading
    var remainder: UInt128 = UInt128(firstDropped)
    var divisor: UInt128 = 10
    var isInexact = isInexact
    if scale < -38 {
      (quotient, remainder, divisor, isInexact) = (0, 0, 10, true)
    } else if scale < 0 {
      divisor = PowersOfTen.wide(-scale)
      (quotient, remainder) = leading.quotientAndRemainder(dividingBy: divisor)
      isInexact = isInexact || firstDropped != 0
    }
    if remainder == 0 && !isInexact { return quotient }
    guard let rounding else { return nil }
    let rest = divisor - remainder
    let half = remainder < rest ? -1 : (remainder > rest || isInexact ? 1 : 0)
    let raise = rounding.raisesMagnitude(
      isNegative: isNegative, isOdd: quotient & 1 == 1, isExact: false, half: half)
    let (result, overflow) = quotient.addingReportingOverflow(raise ? 1 : 0)
    return overflow ? nil : result
  }
}
