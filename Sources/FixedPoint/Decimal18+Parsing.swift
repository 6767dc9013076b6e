extension Decimal18 {
  /// Reads `-12.34`, `7`, `1e-8`. Nil for anything else: a leading `+`, a missing digit before or
  /// after the point, separators, `NaN`, more than 18 non-zero decimals, or out of range. Leading
  /// and trailing zeros are accepted.
  public init?(_ text: some StringProtocol) {
    guard let value = Decimal18.reading(text, rounding: nil) else { return nil }
    self = value
  }

  /// Reads the same form as `init(_:)` from ASCII bytes.
  public init?(parsing bytes: Span<UInt8>) {
    guard let value = Decimal18.reading(bytes, rounding: nil) else { return nil }
    self = value
  }

  /// Reads the same form as `init(_:)` but accepts any number of decimals and rounds them to 18.
  public static func parse(_ text: some StringProtocol, rounding: Rounding) -> Decimal18? {
    reading(text, rounding: rounding)
  }

  @inline(__always)
  private static func reading(
    _ text: some StringProtocol, rounding: Rounding?
  ) -> Decimal18? {
    let direct = text.utf8.withContiguousStorageIfAvailable { reading($0.span, rounding: rounding) }
    if let direct { return direct }
    return reading(Array(text.utf8).span, rounding: rounding)
  }

  /// Up to 19 digits with at most 18 decimals and no exponent need no range check; everything else
  /// goes through `DecimalDigits`.
  private static func reading(_ bytes: Span<UInt8>, rounding: Rounding?) -> Decimal18? {
    let count = bytes.count
    var index = 0
    let isNegative = count > 0 && bytes[unchecked: 0] == UInt8(ascii: "-")
    if isNegative { index = 1 }
    let start = index
    var digits: UInt64 = 0
    var decimals = 0
    if count &- start <= 20 {
      // Every index below is compared with the count just before.
      while index < count {
        let digit = bytes[unchecked: index] &- UInt8(ascii: "0")
        if digit > 9 { break }
        digits = digits &* 10 &+ UInt64(truncatingIfNeeded: digit)
        index &+= 1
      }
      let integers = index &- start
      if index < count, bytes[unchecked: index] == UInt8(ascii: ".") {
        index &+= 1
        let first = index
        while index < count {
          let digit = bytes[unchecked: index] &- UInt8(ascii: "0")
          if digit > 9 { break }
          digits = digits &* 10 &+ UInt64(truncatingIfNeeded: digit)
          index &+= 1
        }
        decimals = index &- first
        if decimals == 0 { return nil }
      }
      if integers == 0 { return nil }
      if index == count && integers &+ decimals <= 19 && decimals <= 18 {
        let magnitude = UInt128(productOf: digits, PowersOfTen.limb(18 &- decimals))
        let value = Int128(truncatingIfNeeded: magnitude)
        return Decimal18(mantissa: isNegative ? 0 &- value : value)
      }
    }
    guard let text = DecimalDigits(bytes, from: start) else { return nil }
    guard let magnitude = text.magnitude(isNegative: isNegative, rounding: rounding) else {
      return nil
    }
    if isNegative, magnitude == Int128.min.magnitude { return Decimal18(mantissa: .min) }
    return Decimal18(magnitude: magnitude, isNegative: isNegative)
  }
}
