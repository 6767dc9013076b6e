extension Decimal18: CustomStringConvertible {
  /// Canonical text: no exponent, no trailing zeros after the point, never `-0`.
  public var description: String {
    String(unsafeUninitializedCapacity: 48) { buffer in
      DecimalText.write(mantissa.magnitude, isNegative: mantissa < 0, into: buffer)
    }
  }

  /// Appends the canonical text as ASCII.
  public func write(into bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { buffer in
      let count = DecimalText.write(mantissa.magnitude, isNegative: mantissa < 0, into: buffer)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Text with exactly `decimals` (not negative) digits after the point, no point when zero of
  /// them; a value rounded to zero has no sign.
  public func formatted(decimals: Int, rounding: Rounding) -> String {
    precondition(decimals >= 0, "a number of decimals is not negative")
    var magnitude = mantissa.magnitude
    if decimals < 18 {
      let divisor = PowersOfTen.wide(18 - decimals)
      let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: divisor)
      let raise = rounding.raisesMagnitude(
        isNegative: mantissa < 0, isOdd: quotient & 1 == 1, remainder: remainder,
        divisor: divisor)
      magnitude = (raise ? quotient + 1 : quotient) * divisor
    }
    var text = String(unsafeUninitializedCapacity: 48) { buffer in
      DecimalText.write(magnitude, isNegative: mantissa < 0 && magnitude != 0, into: buffer)
    }
    if decimals == 0 { return text }
    var present = 0
    if let point = text.utf8.firstIndex(of: UInt8(ascii: ".")) {
      present = text.utf8.distance(from: point, to: text.utf8.endIndex) - 1
    } else {
      text += "."
    }
    return text + String(repeating: "0", count: decimals - present)
  }
}
