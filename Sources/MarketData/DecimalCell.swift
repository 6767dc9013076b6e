import FixedPoint

/// A number read from a cell, exact to 1e-18.
struct DecimalCell {
  var value: Decimal18
  /// True when digits beyond 1e-18 were rounded half to even.
  var isRounded: Bool

  /// 10^0 ... 10^18: times any UInt64 they stay below 2^124.
  private static let powers: [UInt128] = (0...18).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// The value, or why the bytes are none. Accepts a sign, digits, a point and an exponent.
  static func parse(_ bytes: Span<UInt8>) -> Result<DecimalCell, CellFailure> {
    var position = 0
    let count = bytes.count
    guard count > 0 else { return .failure(CellFailure(problem: .empty)) }
    let isNegative = bytes[0] == UInt8(ascii: "-")
    if isNegative || bytes[0] == UInt8(ascii: "+") { position = 1 }
    var short: UInt64 = 0
    var digits: UInt128 = 0
    var kept = 0
    var scale = 18
    var seen = 0
    var hasPoint = false
    var isSticky = false
    while position < count {
      let byte = bytes[position]
      let digit = byte &- 48
      if digit < 10 {
        seen += 1
        if kept < 18 {
          short = short &* 10 &+ UInt64(digit)
          if short != 0 { kept += 1 }
          if hasPoint { scale -= 1 }
        } else if kept < 37 {
          digits = (kept == 18 ? UInt128(short) : digits) * 10 + UInt128(digit)
          kept += 1
          if hasPoint { scale -= 1 }
        } else {
          isSticky = isSticky || digit != 0
          if !hasPoint { scale += 1 }
        }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      position += 1
    }
    if kept <= 18 { digits = UInt128(short) }
    guard seen > 0 else { return .failure(CellFailure(problem: wordProblem(bytes))) }
    if position < count {
      guard let exponent = parseExponent(bytes, from: position) else {
        return .failure(CellFailure(problem: .malformedNumber))
      }
      scale += exponent
    }
    return scaled(digits, scale: scale, isSticky: isSticky, isNegative: isNegative)
  }

  private static func wordProblem(_ bytes: Span<UInt8>) -> ValueProblem {
    var word: [UInt8] = []
    for index in 0..<min(bytes.count, 10) where bytes[index] > 64 { word.append(bytes[index] | 32) }
    switch String(decoding: word, as: UTF8.self) {
    case "nan": return .notANumber
    case "inf", "infinity": return .infinite
    default: return .malformedNumber
    }
  }

  private static func parseExponent(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    guard bytes[start] | 32 == UInt8(ascii: "e") else { return nil }
    var position = start + 1
    guard position < bytes.count else { return nil }
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative || bytes[position] == UInt8(ascii: "+") { position += 1 }
    guard position < bytes.count else { return nil }
    var exponent = 0
    while position < bytes.count {
      let digit = bytes[position] &- 48
      guard digit < 10 else { return nil }
      exponent = min(exponent * 10 + Int(digit), 100_000)
      position += 1
    }
    return isNegative ? -exponent : exponent
  }

  private static func scaled(
    _ digits: UInt128, scale: Int, isSticky: Bool, isNegative: Bool
  ) -> Result<DecimalCell, CellFailure> {
    var mantissa = digits
    var isRounded = isSticky
    if !isSticky, (0...18).contains(scale), digits <= UInt128(UInt64.max) {
      mantissa = digits &* powers[scale]
    } else if digits == 0 {
      mantissa = 0
    } else if scale >= 0 {
      guard !isSticky else { return .failure(CellFailure(problem: .malformedNumber)) }
      for _ in 0..<min(scale, 40) {
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        guard !overflow else { return .failure(CellFailure(problem: .malformedNumber)) }
        mantissa = product
      }
      if scale > 40 { return .failure(CellFailure(problem: .malformedNumber)) }
    } else if scale < -38 {
      mantissa = 0
      isRounded = true
    } else {
      var divisor: UInt128 = 1
      for _ in 0..<(-scale) { divisor *= 10 }
      let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: divisor)
      let half = divisor / 2
      let isUp = remainder > half || (remainder == half && (isSticky || quotient & 1 == 1))
      mantissa = quotient + (isUp ? 1 : 0)
      isRounded = isSticky || remainder != 0
    }
    guard let signed = Int128(exactly: mantissa) else {
      return .failure(CellFailure(problem: .malformedNumber))
    }
    let value = Decimal18(mantissa: isNegative ? -signed : signed)
    return .success(DecimalCell(value: value, isRounded: isRounded))
  }
}
