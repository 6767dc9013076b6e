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

  /// Appends a whole number in exactly `digits` decimal digits, leading zeros included.
  mutating func append(_ number: Int64, digits: Int) {
    var divisor: Int64 = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(truncatingIfNeeded: 48 + number / divisor % 10))
      divisor /= 10
    }
  }

  /// Appends bytes as lower-case hexadecimal digits.
  mutating func append(hexadecimal bytes: [UInt8]) {
    for byte in bytes {
      append(Self.digit(byte >> 4))
      append(Self.digit(byte & 15))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

  /// Appends bytes in base64. Source: RFC 4648 section 4.
  mutating func append(base64 bytes: [UInt8]) {
    let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    alphabet.withUTF8Buffer { letters in
      var index = 0
      while index < bytes.count {
        let first = UInt32(bytes[index]) << 16
        let second = index + 1 < bytes.count ? UInt32(bytes[index + 1]) << 8 : 0
        let third = index + 2 < bytes.count ? UInt32(bytes[index + 2]) : 0
        let group = first | second | third
        append(letters[Int(group >> 18)])
        append(letters[Int(group >> 12 & 63)])
        append(index + 1 < bytes.count ? letters[Int(group >> 6 & 63)] : UInt8(ascii: "="))
        append(index + 2 < bytes.count ? letters[Int(group & 63)] : UInt8(ascii: "="))
        index += 3
      }
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
