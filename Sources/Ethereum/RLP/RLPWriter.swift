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
    if value < 0x80 {
      bytes.append(value == 0 ? 0x80 : UInt8(truncatingIfNeeded: value))
      return
    }
    let count = (71 - value.leadingZeroBitCount) / 8
    bytes.append(0x80 + UInt8(truncatingIfNeeded: count))
    bytes.appendBigEndian(value, count: count)
  }

  /// Appends an unsigned integer: big-endian without leading zeros, zero as the empty string.
  public mutating func append(_ value: UInt256) {
    let bits = value.significantBits
    if bits <= 64 { return append(UInt64(truncatingIfNeeded: value.low)) }
    let count = (bits + 7) / 8
    bytes.append(0x80 + UInt8(truncatingIfNeeded: count))
    var left = count
    for word in 0..<4 {
      let low = (3 - word) * 8
      guard left > low else { continue }
      let half = word < 2 ? value.high : value.low
      let part = UInt64(truncatingIfNeeded: word.isMultiple(of: 2) ? half >> 64 : half)
      bytes.appendBigEndian(part, count: left - low)
      left = low
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

  /// Appends an item that is encoded already.
  mutating func append(encodedItem item: ArraySlice<UInt8>) {
    bytes.append(contentsOf: item)
  }

  /// Begins a list; the answer is for `endList`.
  public mutating func beginList() -> Int { bytes.count }

  /// Ends the list begun at `start`: puts its header in front of what was appended since.
  public mutating func endList(_ start: Int) {
    let length = bytes.count - start
    if length < 56 {
      bytes.insert(0xc0 + UInt8(truncatingIfNeeded: length), at: start)
      return
    }
    let count = (71 - UInt64(length).leadingZeroBitCount) / 8
    bytes.insert(contentsOf: repeatElement(0, count: count + 1), at: start)
    bytes[start] = 0xf7 + UInt8(truncatingIfNeeded: count)
    for index in 0..<count {
      bytes[start + count - index] = UInt8(truncatingIfNeeded: length >> (8 * index))
    }
  }

  /// The most bytes a list's header takes.
  static let longestHeader = 9

  /// Writes a type byte and the header of a list of everything from `start` on into the bytes right
  /// before it, where there must be room for them; answers where they begin.
  mutating func putHeader(before start: Int, type: UInt8) -> Int {
    let length = bytes.count - start
    var place = start - 1
    if length < 56 {
      bytes[place] = 0xc0 + UInt8(truncatingIfNeeded: length)
    } else {
      let count = (71 - UInt64(length).leadingZeroBitCount) / 8
      for index in 0..<count {
        bytes[place] = UInt8(truncatingIfNeeded: length >> (8 * index))
        place -= 1
      }
      bytes[place] = 0xf7 + UInt8(truncatingIfNeeded: count)
    }
    bytes[place - 1] = type
    return place - 1
  }

  private mutating func appendHeader(base: UInt8, length: Int) {
    if length < 56 {
      bytes.append(base + UInt8(truncatingIfNeeded: length))
      return
    }
    let word = UInt64(length)
    let count = (71 - word.leadingZeroBitCount) / 8
    bytes.append(base + 55 + UInt8(truncatingIfNeeded: count))
    bytes.appendBigEndian(word, count: count)
  }
}
