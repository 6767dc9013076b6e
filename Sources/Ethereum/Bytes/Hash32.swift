/// Thirty-two bytes: a hash, a storage key, a topic, a salt or a versioned blob hash.
public struct Hash32: Hashable, Sendable {
  let first: UInt64
  let second: UInt64
  let third: UInt64
  let fourth: UInt64

  /// The value made of four big-endian words, the most significant first.
  init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    self.first = first
    self.second = second
    self.third = third
    self.fourth = fourth
  }

  /// Thirty-two zero bytes.
  public static let zero = Hash32(0, 0, 0, 0)

  /// The value of exactly 32 bytes; nil for any other count.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for (index, byte) in bytes.enumerated() {
      let value = UInt64(byte)
      switch index / 8 {
      case 0: words.0 = words.0 << 8 | value
      case 1: words.1 = words.1 << 8 | value
      case 2: words.2 = words.2 << 8 | value
      default: words.3 = words.3 << 8 | value
      }
    }
    self.init(words.0, words.1, words.2, words.3)
  }

  /// The value spelled by `0x` and 64 hexadecimal digits; nil when malformed.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 66, let bytes = Hex.decodePrefixed(text) else { return nil }
    self.init(bytes)
  }

  /// The 32 bytes, the most significant first.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    append(to: &bytes)
    return bytes
  }

  /// Appends the 32 bytes to `bytes`.
  public func append(to bytes: inout [UInt8]) {
    bytes.appendBigEndian(first)
    bytes.appendBigEndian(second)
    bytes.appendBigEndian(third)
    bytes.appendBigEndian(fourth)
  }
}

extension Hash32: Comparable {
  /// Orders by the big-endian value.
  public static func < (left: Hash32, right: Hash32) -> Bool {
    (left.first, left.second, left.third, left.fourth)
      < (right.first, right.second, right.third, right.fourth)
  }
}

extension Hash32: CustomStringConvertible {
  /// `0x` and 64 lower-case hexadecimal digits.
  public var description: String { Hex.encode(bytes) }
}
