import JSON

/// A short text that needs no allocation: ids, symbols and coins of at most 40 bytes.
public struct InlineText: Hashable, Sendable, CustomStringConvertible {
  private var head: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0
  private var fifth: UInt64 = 0
  /// How many bytes it has.
  public private(set) var count = 0

  /// The empty text.
  public init() {}

  /// A string a scanner read; nil when longer than 40 bytes, or written with escapes.
  init?(_ scanner: borrowing JSONScanner, _ range: Range<Int>) {
    let length = range.count
    guard length <= 40 else { return nil }
    let start = range.lowerBound
    head = Self.word(scanner, start, length)
    if length > 8 { second = Self.word(scanner, start &+ 8, length &- 8) }
    if length > 16 { third = Self.word(scanner, start &+ 16, length &- 16) }
    if length > 24 { fourth = Self.word(scanner, start &+ 24, length &- 24) }
    if length > 32 { fifth = Self.word(scanner, start &+ 32, length &- 32) }
    count = length
  }

  @inline(__always)
  private static func word(
    _ scanner: borrowing JSONScanner, _ offset: Int, _ length: Int
  ) -> UInt64 {
    let word = scanner.eightBytes(at: offset)
    return length >= 8 ? word : word & ((1 << UInt64(8 &* length)) &- 1)
  }

  /// The first byte; zero in the empty text.
  public var first: UInt8 { UInt8(truncatingIfNeeded: head) }

  /// The bytes as text; what is not UTF-8 is replaced.
  public var description: String {
    var bytes: [UInt8] = []
    for word in [head, second, third, fourth, fifth] {
      for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * shift))) }
    }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
