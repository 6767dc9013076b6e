import Ethereum

/// How a record lies in the file: length, checksum, text.
enum AttemptFrame {
  enum Decoded {
    /// A whole record, and where the next begins.
    case record([UInt8], next: Int)
    /// The end of the file is not a whole record: a write that was cut off.
    case torn
    /// A record that other records follow does not match its checksum.
    case damaged
  }

  private static let head = 36

  static func encode(_ text: [UInt8]) -> [UInt8] {
    let count = UInt32(clamping: text.count)
    let length = (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * UInt32($0))) }
    return length + Keccak256.hash(text).bytes + text
  }

  static func decode(_ bytes: [UInt8], at start: Int) -> Decoded {
    guard bytes.count - start >= head else { return .torn }
    let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    let end = start + head + length
    // A file may have grown before its data arrived: then the rest is zero.
    let isUnwritten = bytes[start...].allSatisfy { $0 == 0 }
    guard end <= bytes.count, length > 0 else {
      return end > bytes.count || isUnwritten ? .torn : .damaged
    }
    let text = Array(bytes[start + head..<end])
    guard Keccak256.hash(text).bytes.elementsEqual(bytes[start + 4..<start + head]) else {
      return end == bytes.count ? .torn : .damaged
    }
    return .record(text, next: end)
  }
}
