import FixedPoint

extension [UInt8] {
  /// Appends ASCII text known when the program was built.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// Appends a whole number in decimal digits.
  mutating func append(decimal number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      var start = 20
      repeat {
        start -= 1
        buffer[start] = UInt8(truncatingIfNeeded: 48 + rest % 10)
        rest /= 10
      } while rest > 0
      append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
    }
  }

  /// Appends an exact number as its canonical text, with zeros up to a number of decimals.
  mutating func append(_ number: Decimal18, leastDecimals: Int) {
    let start = count
    number.write(into: &self)
    if leastDecimals == 0 { return }
    var decimals = 0
    if let point = self[start...].lastIndex(of: UInt8(ascii: ".")) {
      decimals = count - point - 1
    } else {
      append(UInt8(ascii: "."))
    }
    while decimals < leastDecimals {
      append(UInt8(ascii: "0"))
      decimals += 1
    }
  }

  /// Appends a whole number in exactly `digits` decimal digits, leading zeros included.
  mutating func append(_ number: Int64, digits: Int) {
    var divisor: Int64 = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(truncatingIfNeeded: 48 + number / divisor % 10))
      divisor /= 10
    }
  }

  /// Appends bytes percent-encoded: all but unreserved characters. Source: RFC 3986 section 2.3.
  mutating func append(percentEncoded bytes: some Sequence<UInt8>) {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        append(byte)
      default:
        append(UInt8(ascii: "%"))
        append(Self.upperDigit(byte >> 4))
        append(Self.upperDigit(byte & 15))
      }
    }
  }

  private static func upperDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }
}
