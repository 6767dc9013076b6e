/// Walks over JSON text without building a tree: finds where values begin and end. Depth is
/// bounded; what is kept of a value is checked strictly when it is read.
struct JSONRPCScanner {
  static let maximumDepth = 64

  private let bytes: [UInt8]
  private(set) var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next byte that is not white space, without taking it.
  mutating func peek() -> UInt8? {
    while place < bytes.count {
      let byte = bytes[place]
      if byte > 0x20 { return byte }
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return nil }
      place += 1
    }
    return nil
  }

  /// Whether nothing but white space is left.
  mutating func isAtEnd() -> Bool { peek() == nil && place == bytes.count }

  /// Takes a byte if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    place += 1
    return true
  }

  /// Takes a string; the range between its quotation marks.
  mutating func takeString() -> Range<Int>? {
    guard take(0x22) else { return nil }
    let start = place
    let end = bytes.withUnsafeBufferPointer { bytes -> Int? in
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        if byte == 0x22 { return index }
        if byte < 0x20 { return nil }
        index += byte == 0x5c ? 2 : 1
      }
      return nil
    }
    guard let end else { return nil }
    place = end + 1
    return start..<end
  }

  /// Takes any value; its range.
  mutating func takeValue(depth: Int = 0) -> Range<Int>? {
    guard depth < Self.maximumDepth, let first = peek() else { return nil }
    let start = place
    switch first {
    case 0x22: guard takeString() != nil else { return nil }
    case 0x7b: guard takeMembers(depth: depth) else { return nil }
    case 0x5b: guard takeElements(depth: depth) else { return nil }
    default: guard takeScalar() else { return nil }
    }
    return start..<place
  }

  /// The bytes of a range.
  func slice(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

  private mutating func takeScalar() -> Bool {
    let start = place
    while place < bytes.count {
      switch bytes[place] {
      case 0x30...0x39, 0x61...0x7a, 0x2b, 0x2d, 0x2e, 0x45: place += 1
      default: return place > start
      }
    }
    return place > start
  }

  private mutating func takeMembers(depth: Int) -> Bool {
    place += 1
    if take(0x7d) { return true }
    repeat {
      guard takeString() != nil, take(0x3a), takeValue(depth: depth + 1) != nil else {
        return false
      }
    } while take(0x2c)
    return take(0x7d)
  }

  private mutating func takeElements(depth: Int) -> Bool {
    place += 1
    if take(0x5d) { return true }
    repeat {
      guard takeValue(depth: depth + 1) != nil else { return false }
    } while take(0x2c)
    return take(0x5d)
  }
}
