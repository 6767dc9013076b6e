/// Walks JSON text (RFC 8259) in place: no tree, no allocation. The caller asks for what it expects
/// and skips the rest; whatever is not JSON latches ``failed`` and every later read then answers
/// "nothing". Nesting is bounded by ``maximumDepth``.
///
/// The bytes must outlive the scanner. Unlike ``JSONNode`` it does not check UTF-8, does not look
/// for members named twice, and leaves escapes in strings as they are written.
@frozen
public struct JSONScanner {
  /// The deepest nesting of arrays and objects that is read.
  @inlinable public static var maximumDepth: Int { 128 }

  @usableFromInline let base: UnsafeRawPointer
  @usableFromInline let count: Int
  @usableFromInline var depth = 0
  @usableFromInline var isAfterValue = false
  @usableFromInline var cursor = 0
  @usableFromInline var hasFailed = false

  /// Where the next byte is read.
  @inlinable public var position: Int { cursor }
  /// Whether something that is not JSON, or not what was asked for, has been met.
  @inlinable public var failed: Bool { hasFailed }

  /// Starts at the first byte.
  public init(_ bytes: UnsafeRawBufferPointer) {
    base = bytes.baseAddress ?? UnsafeRawPointer(StaticString(" ").utf8Start)
    count = bytes.count
  }

  /// Records that the text is not acceptable; nothing more is read.
  public mutating func fail() {
    hasFailed = true
    cursor = count
  }

  /// The byte at an offset; zero outside the text.
  @inlinable
  public func byte(at offset: Int) -> UInt8 {
    offset >= 0 && offset < count ? base.load(fromByteOffset: offset, as: UInt8.self) : 0
  }

  /// A string that was read, packed for a ``JSONKeyTable``.
  @inlinable
  public func word(_ range: Range<Int>) -> JSONKey {
    JSONKey(base: base, range: range, readable: count)
  }

  /// Eight bytes at an offset, the first one lowest; zeros beyond the end.
  @inlinable
  public func eightBytes(at offset: Int) -> UInt64 {
    if offset >= 0 && offset &+ 8 <= count {
      return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    var word: UInt64 = 0
    for index in (0..<8).reversed() { word = word << 8 | UInt64(byte(at: offset &+ index)) }
    return word
  }

  @inlinable
  mutating func skipSpace() {
    // Venues and nodes write none.
    if cursor < count, base.load(fromByteOffset: cursor, as: UInt8.self) > 0x20 { return }
    skipSpaces()
  }

  @usableFromInline
  mutating func skipSpaces() {
    while cursor < count {
      let byte = base.load(fromByteOffset: cursor, as: UInt8.self)
      guard byte <= 0x20, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else {
        return
      }
      cursor &+= 1
    }
  }

  /// The first byte of the next value, or zero at the end.
  @inlinable
  public mutating func peek() -> UInt8 {
    skipSpace()
    return byte(at: cursor)
  }

  @inlinable
  mutating func take(_ expected: UInt8) -> Bool {
    guard cursor < count, base.load(fromByteOffset: cursor, as: UInt8.self) == expected else {
      return false
    }
    cursor &+= 1
    return true
  }

  /// Enters an object. False, and ``failed``, where the next value is not one.
  @inlinable
  public mutating func beginObject() -> Bool { begin(UInt8(ascii: "{")) }

  /// Enters an array. False, and ``failed``, where the next value is not one.
  @inlinable
  public mutating func beginArray() -> Bool { begin(UInt8(ascii: "[")) }

  @inlinable
  mutating func begin(_ bracket: UInt8) -> Bool {
    skipSpace()
    guard take(bracket), depth < Self.maximumDepth else {
      fail()
      return false
    }
    depth &+= 1
    isAfterValue = false
    return true
  }

  @inlinable
  mutating func end() {
    depth &-= 1
    isAfterValue = true
  }

  /// The next member's name in the object entered last; its value comes next. Nil after the last.
  @inlinable
  public mutating func nextMember() -> JSONKey? {
    if let key = takePlainMember() { return key }
    skipSpace()
    if take(UInt8(ascii: "}")) {
      end()
      return nil
    }
    if isAfterValue {
      guard take(UInt8(ascii: ",")) else {
        fail()
        return nil
      }
      skipSpace()
    }
    let name = string()
    skipSpace()
    guard !hasFailed, take(UInt8(ascii: ":")) else {
      fail()
      return nil
    }
    isAfterValue = false
    return JSONKey(base: base, range: name, readable: count)
  }

  /// The next member's name where it stands as nearly all do: of at most 15 bytes, without escapes
  /// and without white space around it. Nil, and nothing read, where it does not. Its bytes are
  /// loaded and packed once instead of being looked for, checked and packed: half the time.
  @inlinable
  mutating func takePlainMember() -> JSONKey? {
    // A comma, two quotation marks, a colon and sixteen bytes.
    guard cursor &+ 20 <= count else { return nil }
    var start = cursor
    if isAfterValue {
      guard base.load(fromByteOffset: start, as: UInt8.self) == UInt8(ascii: ",") else {
        return nil
      }
      start &+= 1
    }
    guard base.load(fromByteOffset: start, as: UInt8.self) == UInt8(ascii: "\"") else { return nil }
    start &+= 1
    let low = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    var length = Self.plainCount(low)
    var packed: UInt128
    if length < 8 {
      packed = UInt128(low & ((1 &<< UInt64(8 &* length)) &- 1))
    } else {
      let high = UInt64(
        littleEndian: base.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self))
      let more = Self.plainCount(high)
      guard more < 8 else { return nil }
      packed = UInt128(high & ((1 &<< UInt64(8 &* more)) &- 1)) << 64 | UInt128(low)
      length &+= more
    }
    let end = start &+ length
    guard base.load(fromByteOffset: end, as: UInt8.self) == UInt8(ascii: "\""),
      base.load(fromByteOffset: end &+ 1, as: UInt8.self) == UInt8(ascii: ":")
    else { return nil }
    cursor = end &+ 2
    isAfterValue = false
    return JSONKey(packed: packed, range: start..<end)
  }

  /// Whether the array entered last has another element, which comes next.
  @inlinable
  public mutating func nextElement() -> Bool {
    skipSpace()
    if isAfterValue {
      if take(UInt8(ascii: ",")) { return true }
      if take(UInt8(ascii: "]")) {
        end()
      } else {
        fail()
      }
      return false
    }
    if take(UInt8(ascii: "]")) {
      end()
      return false
    }
    if cursor >= count { fail() }
    return !hasFailed
  }

  /// Whether nothing but white space is left and everything opened was closed.
  @inlinable
  public mutating func isAtEnd() -> Bool {
    skipSpace()
    return !hasFailed && cursor == count && depth == 0 && isAfterValue
  }
}
