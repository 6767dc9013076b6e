extension UInt256: CustomStringConvertible {
  /// Reads `123` or `0x7b` (any letter case, leading zeros accepted); nil when malformed or above
  /// 2^256 - 1.
  public init?(_ decimalOrHexText: some StringProtocol) {
    let text = decimalOrHexText
    let direct = text.utf8.withContiguousStorageIfAvailable { UInt256(parsing: $0.span) }
    guard let value = direct ?? UInt256(parsing: Array(text.utf8).span) else { return nil }
    self = value
  }

  /// Reads the same forms from ASCII bytes.
  public init?(parsing bytes: Span<UInt8>) {
    let isHex = bytes.count > 2 && bytes[0] == UInt8(ascii: "0") && bytes[1] == UInt8(ascii: "x")
    guard let value = isHex ? UInt256.hex(bytes, from: 2) : UInt256.decimal(bytes) else {
      return nil
    }
    self = value
  }

  private static func hex(_ bytes: Span<UInt8>, from start: Int) -> UInt256? {
    var value = UInt256.zero
    for index in start..<bytes.count {
      let byte = bytes[index]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      if value.high >> 124 != 0 { return nil }
      value = value << 4 | UInt256(UInt64(digit))
    }
    return value
  }

  private static func decimal(_ bytes: Span<UInt8>) -> UInt256? {
    if bytes.isEmpty { return nil }
    var value = UInt256.zero
    var index = 0
    while index < bytes.count {
      let end = min(index + 19, bytes.count)
      let power = PowersOfTen.limb(end - index)
      var chunk: UInt64 = 0
      while index < end {
        let digit = bytes[index] &- UInt8(ascii: "0")
        if digit > 9 { return nil }
        chunk = chunk &* 10 &+ UInt64(digit)
        index += 1
      }
      let (shifted, first) = value.multipliedReportingOverflow(by: UInt256(power))
      let (sum, second) = shifted.addingReportingOverflow(UInt256(chunk))
      if first || second { return nil }
      value = sum
    }
    return value
  }

  /// The decimal digits.
  public var description: String {
    String(unsafeUninitializedCapacity: 80) { write(into: $0) }
  }

  /// Appends the decimal digits as ASCII.
  public func write(into bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 80) { buffer in
      let count = write(into: buffer)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
  }

  private func write(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    // Five chunks of 19 digits cover the 78 digits of 2^256 - 1.
    var chunks: InlineArray<5, UInt64> = .init(repeating: 0)
    var count = 0
    var rest = self
    repeat {
      let upper = LimbDivisor.tenToThe19.divide(high: 0, low: rest.high)
      let lower = LimbDivisor.tenToThe19.divide(high: upper.remainder, low: rest.low)
      rest = UInt256(low: lower.quotient, high: upper.quotient)
      chunks[count] = lower.remainder
      count += 1
    } while !rest.isZero
    var length = DecimalText.writeInteger(chunks[count - 1], into: buffer, at: 0)
    for index in stride(from: count - 2, through: 0, by: -1) {
      DecimalText.writePadded(chunks[index], digits: 19, into: buffer, at: length)
      length += 19
    }
    return length
  }

  /// `0x` and the lower-case hexadecimal digits without leading zeros (`0x0` for zero), the form
  /// of quantities in Ethereum's JSON-RPC.
  public var hexDescription: String {
    let digits = Swift.max(1, (significantBits + 3) / 4)
    return String(unsafeUninitializedCapacity: digits + 2) { buffer in
      buffer[0] = UInt8(ascii: "0")
      buffer[1] = UInt8(ascii: "x")
      var rest = self
      for index in stride(from: digits + 1, to: 1, by: -1) {
        let digit = UInt8(truncatingIfNeeded: rest.low & 15)
        buffer[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        rest = rest >> 4
      }
      return digits + 2
    }
  }
}
