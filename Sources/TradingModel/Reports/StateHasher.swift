/// A deterministic 128-bit hash of a state: the same on every run and machine, unlike `Hasher`.
/// Multiply-and-fold over two 64-bit lanes; it detects divergence and is not cryptographic.
public struct StateHasher: Sendable {
  private var first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var second: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private var count: UInt64 = 0

  /// Begins a hash of nothing.
  public init() {}

  /// Adds 64 bits.
  public mutating func combine(_ value: UInt64) {
    count &+= 1
    let mixed = StateHasher.fold(first ^ value, second ^ 0xA076_1D64_78BD_642F)
    second = (second << 23 | second >> 41) &+ StateHasher.fold(value ^ count, 0xE703_7ED1_A0B4_28DB)
    first = mixed ^ (second &* 0x8EBC_6AF0_9C88_C6E3)
  }

  /// Adds a signed number of 128 bits.
  public mutating func combine(_ value: Int128) {
    combine(UInt64(truncatingIfNeeded: value))
    combine(UInt64(truncatingIfNeeded: value >> 64))
  }

  /// Adds a text: its length and its UTF-8 bytes.
  public mutating func combine(_ text: String) {
    combine(UInt64(text.utf8.count))
    var word: UInt64 = 0
    var filled = 0
    for byte in text.utf8 {
      word |= UInt64(byte) << UInt64(8 * filled)
      filled += 1
      if filled == 8 {
        combine(word)
        word = 0
        filled = 0
      }
    }
    if filled > 0 { combine(word) }
  }

  /// The hash so far, 32 lower-case hexadecimal digits.
  public func finish() -> String {
    var end = self
    end.combine(count)
    end.combine(end.first)
    return StateHasher.hexadecimal(end.first) + StateHasher.hexadecimal(end.second)
  }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
