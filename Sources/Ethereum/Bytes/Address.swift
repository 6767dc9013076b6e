/// A 20-byte account or contract address.
public struct Address: Hashable, Sendable {
  let first: UInt64
  let second: UInt64
  let third: UInt32

  init(_ first: UInt64, _ second: UInt64, _ third: UInt32) {
    self.first = first
    self.second = second
    self.third = third
  }

  /// The zero address.
  public static let zero = Address(0, 0, 0)

  /// The address of exactly 20 bytes; nil for any other count.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 20 else { return nil }
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      switch index / 8 {
      case 0: first = first << 8 | UInt64(byte)
      case 1: second = second << 8 | UInt64(byte)
      default: third = third << 8 | UInt32(byte)
      }
    }
    self.init(first, second, third)
  }

  /// The address in the low 20 bytes of a hash, as a key's or a contract's address is made.
  public init(lowBytesOf hash: Hash32) {
    self.init(
      hash.second << 32 | hash.third >> 32, hash.third << 32 | hash.fourth >> 32,
      UInt32(truncatingIfNeeded: hash.fourth))
  }

  /// The address in a word of the contract ABI, as a topic or an argument has it; nil where the
  /// twelve bytes before it are not zero.
  public init?(padded word: Hash32) {
    guard word.first == 0, word.second >> 32 == 0 else { return nil }
    self.init(lowBytesOf: word)
  }

  /// The 20 bytes, the most significant first.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20)
    append(to: &bytes)
    return bytes
  }

  /// Appends the 20 bytes to `bytes`.
  public func append(to bytes: inout [UInt8]) {
    bytes.appendBigEndian(first)
    bytes.appendBigEndian(second)
    bytes.appendBigEndian(UInt64(third), count: 4)
  }

  /// Whether this is the zero address.
  public var isZero: Bool { self == .zero }
}

extension Address: Comparable {
  /// Orders by the big-endian value, the order in which pools sort their tokens.
  public static func < (left: Address, right: Address) -> Bool {
    (left.first, left.second, left.third) < (right.first, right.second, right.third)
  }
}
