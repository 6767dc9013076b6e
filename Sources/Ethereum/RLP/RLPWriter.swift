import FixedPoint

/// Appends RLP items to a growing buffer.
public struct RLPWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8]

  /// A writer that begins with `prefix` (a transaction's type byte, for example) and has room for
  /// `capacity` bytes before it must grow.
  public init(prefix: [UInt8] = [], capacity: Int = 256) {
    bytes = []
    bytes.reserveCapacity(prefix.count + capacity)
    bytes.append(contentsOf: prefix)
  }

  /// Appends a byte string.
  public mutating func append(_ string: some Collection<UInt8>) {
    if string.count == 1, let byte = string.first, byte < 0x80 {
      bytes.append(byte)
      return
    }
    appendHeader(base: 0x80, length: string.count)
    bytes.append(contentsOf: string)
  }

  /// Appends an unsigned integer: big-endian without leading zeros, zero as the empty string.
  public mutating func append(_ value: UInt64) {
    appendInteger(leading: 0, value)
  }

  /// Appends an unsigned integer: big-endian without leading zeros, zero as the empty string.
  public mutating func append(_ value: UInt256) {
    let words = [
      UInt64(truncatingIfNeeded: value.high >> 64), UInt64(truncatingIfNeeded: value.high),
      UInt64(truncatingIfNeeded: value.low >> 64),
    ]
    let low = UInt64(truncatingIfNeeded: value.low)
    guard let index = words.firstIndex(where: { $0 != 0 }) else { return append(low) }
    appendInteger(leading: 3 - index, words[index])
    for word in words[(index + 1)...] { bytes.appendBigEndian(word) }
    bytes.appendBigEndian(low)
  }

  /// Appends the header and the significant bytes of the top word of an integer that is followed
  /// by `leading` whole words.
  private mutating func appendInteger(leading: Int, _ top: UInt64) {
    if leading == 0 && top < 0x80 {
      bytes.append(top == 0 ? 0x80 : UInt8(truncatingIfNeeded: top))
      return
    }
    let count = (71 - top.leadingZeroBitCount) / 8
    bytes.append(0x80 + UInt8(truncatingIfNeeded: count + leading * 8))
    appendLowBytes(of: top, count: count)
  }

  private mutating func appendLowBytes(of word: UInt64, count: Int) {
    for index in stride(from: count - 1, through: 0, by: -1) {
      bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(index * 8)))
    }
  }

  /// Appends an address, or the empty string for none.
  public mutating func append(_ address: Address?) {
    guard let address else { return bytes.append(0x80) }
    bytes.append(0x80 + 20)
    address.append(to: &bytes)
  }

  /// Appends a 32-byte string.
  public mutating func append(_ hash: Hash32) {
    bytes.append(0x80 + 32)
    hash.append(to: &bytes)
  }

  /// Begins a list; the answer is for `endList`.
  public mutating func beginList() -> Int { bytes.count }

  /// Ends the list begun at `start`: puts its header in front of what was appended since.
  public mutating func endList(_ start: Int) {
    var header = RLPWriter(capacity: 9)
    header.appendHeader(base: 0xc0, length: bytes.count - start)
    bytes.insert(contentsOf: header.bytes, at: start)
  }

  private mutating func appendHeader(base: UInt8, length: Int) {
    if length < 56 {
      bytes.append(base + UInt8(truncatingIfNeeded: length))
      return
    }
    let word = UInt64(length)
    let count = (71 - word.leadingZeroBitCount) / 8
    bytes.append(base + 55 + UInt8(truncatingIfNeeded: count))
    appendLowBytes(of: word, count: count)
  }
}
