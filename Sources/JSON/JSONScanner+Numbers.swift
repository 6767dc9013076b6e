extension JSONScanner {
  /// An exact decimal at scale 1e-18, from a number or from a string that holds one. Nil for null
  /// and for the empty string, by which venues say "none"; anything else that is not a decimal of
  /// at most 18 places within range (`NaN`, `1,5`, `1e40`) fails.
  @inlinable
  public mutating func decimal() -> Int128? {
    let range = scalar()
    if range.isEmpty { return nil }
    guard let value = Self.decimal(base, range) else {
      fail()
      return nil
    }
    return value
  }

  /// A whole number, from a number or from a string that holds one. Nil for null and for the empty
  /// string; anything else that is not a whole number of 64 bits fails.
  @inlinable
  public mutating func integer() -> Int64? {
    let range = scalar()
    if range.isEmpty { return nil }
    var index = range.lowerBound
    let isNegative = byte(at: index) == UInt8(ascii: "-")
    if isNegative { index &+= 1 }
    let digits = range.upperBound &- index
    var value: UInt64 = 0
    while index < range.upperBound {
      let digit = byte(at: index) &- UInt8(ascii: "0")
      if digit > 9 { break }
      value = value &* 10 &+ UInt64(digit)
      index &+= 1
    }
    guard index == range.upperBound, digits > 0, digits <= 19, value <= UInt64(Int64.max) else {
      fail()
      return nil
    }
    return isNegative ? -Int64(value) : Int64(value)
  }

  /// `-12.34` in units of 1e-18: up to 19 digits here, the rest in ``longDecimal(_:_:)``.
  @inlinable
  static func decimal(_ base: UnsafeRawPointer, _ range: Range<Int>) -> Int128? {
    var index = range.lowerBound
    let end = range.upperBound
    let isNegative = base.load(fromByteOffset: index, as: UInt8.self) == UInt8(ascii: "-")
    if isNegative { index &+= 1 }
    let start = index
    guard end &- start <= 20 else { return longDecimal(base, range) }
    var value: UInt64 = 0
    while index < end {
      let digit = base.load(fromByteOffset: index, as: UInt8.self) &- UInt8(ascii: "0")
      if digit > 9 { break }
      value = value &* 10 &+ UInt64(truncatingIfNeeded: digit)
      index &+= 1
    }
    let whole = index &- start
    var places = 0
    if index < end, base.load(fromByteOffset: index, as: UInt8.self) == UInt8(ascii: ".") {
      index &+= 1
      let first = index
      while index < end {
        let digit = base.load(fromByteOffset: index, as: UInt8.self) &- UInt8(ascii: "0")
        if digit > 9 { break }
        value = value &* 10 &+ UInt64(truncatingIfNeeded: digit)
        index &+= 1
      }
      places = index &- first
      if places == 0 { return nil }
    }
    guard index == end, whole > 0, whole &+ places <= 19, places <= 18 else {
      return longDecimal(base, range)
    }
    let product = value.multipliedFullWidth(by: power(18 &- places))
    let magnitude = Int128(truncatingIfNeeded: UInt128(product.high) << 64 | UInt128(product.low))
    return isNegative ? 0 &- magnitude : magnitude
  }

  /// The same for any number of digits and for exponents.
  @usableFromInline
  static func longDecimal(_ base: UnsafeRawPointer, _ range: Range<Int>) -> Int128? {
    let text = UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    var index = 0
    var value: UInt128 = 0
    var places = 0
    var digits = 0
    let isNegative = text[0] == UInt8(ascii: "-")
    if isNegative { index = 1 }
    var isFraction = false
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "."), !isFraction, digits > 0 {
        isFraction = true
        digits = 0
        index += 1
        continue
      }
      guard byte &- UInt8(ascii: "0") <= 9 else { break }
      digits += 1
      index += 1
      if isFraction && places >= 18 {
        if byte != UInt8(ascii: "0") { return nil }
        continue
      }
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(UInt128(byte &- UInt8(ascii: "0")))
      if overflow || carry { return nil }
      value = sum
      if isFraction { places += 1 }
    }
    guard digits > 0, let exponent = exponent(text, index) else { return nil }
    return scaled(value, by: 18 - places + exponent, isNegative: isNegative)
  }

  private static func exponent(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    if start == text.count { return 0 }
    guard text[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = start + 1
    var isNegative = false
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < text.count else { return nil }
    var power = 0
    while index < text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit > 9 { return nil }
      power = min(power * 10 + Int(digit), 1_000)
      index += 1
    }
    return isNegative ? -power : power
  }

  private static func scaled(_ value: UInt128, by power: Int, isNegative: Bool) -> Int128? {
    var result = value
    var power = power
    while power > 0, result != 0 {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result = product
      power -= 1
    }
    while power < 0, result != 0 {
      let (quotient, remainder) = result.quotientAndRemainder(dividingBy: 10)
      if remainder != 0 { return nil }
      result = quotient
      power += 1
    }
    guard result <= UInt128(Int128.max) else { return nil }
    return isNegative ? -Int128(result) : Int128(result)
  }

  /// Ten to the power of 0 to 18.
  @inlinable
  static func power(_ exponent: Int) -> UInt64 {
    switch exponent {
    case 0: 1
    case 1: 10
    case 2: 100
    case 3: 1_000
    case 4: 10_000
    case 5: 100_000
    case 6: 1_000_000
    case 7: 10_000_000
    case 8: 100_000_000
    case 9: 1_000_000_000
    case 10: 10_000_000_000
    case 11: 100_000_000_000
    case 12: 1_000_000_000_000
    case 13: 10_000_000_000_000
    case 14: 100_000_000_000_000
    case 15: 1_000_000_000_000_000
    case 16: 10_000_000_000_000_000
    case 17: 100_000_000_000_000_000
    default: 1_000_000_000_000_000_000
    }
  }
}
