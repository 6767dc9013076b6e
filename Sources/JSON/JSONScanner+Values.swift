extension JSONScanner {
  /// A string's bytes between its quotes, escapes as written; empty after a failure.
  @inlinable
  public mutating func string() -> Range<Int> {
    skipSpace()
    guard take(UInt8(ascii: "\"")) else {
      fail()
      return 0..<0
    }
    let start = cursor
    while true {
      advanceToSpecial()
      guard cursor < count else { break }
      let byte = base.load(fromByteOffset: cursor, as: UInt8.self)
      if byte == UInt8(ascii: "\"") {
        cursor &+= 1
        isAfterValue = true
        return start..<(cursor &- 1)
      }
      guard byte == UInt8(ascii: "\\"), skipEscape() else { break }
    }
    fail()
    return 0..<0
  }

  /// Moves to the next quotation mark, backslash or control character, eight bytes at a time.
  @inlinable
  @inline(__always)
  mutating func advanceToSpecial() {
    while cursor &+ 8 <= count {
      let word = UInt64(
        littleEndian: base.loadUnaligned(fromByteOffset: cursor, as: UInt64.self))
      let plain = Self.plainCount(word)
      cursor &+= plain
      if plain < 8 { return }
    }
    while cursor < count {
      let byte = base.load(fromByteOffset: cursor, as: UInt8.self)
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      cursor &+= 1
    }
  }

  /// How many of eight bytes, the lowest first, come before a quotation mark, backslash or control
  /// character. A borrow can only spoil bytes above the first one found.
  @inlinable
  @inline(__always)
  static func plainCount(_ word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high: UInt64 = 0x8080_8080_8080_8080
    let quote = word ^ (ones &* 0x22)
    let slash = word ^ (ones &* 0x5c)
    // Neither of the two changes a high bit, so one test of the word's own serves all three.
    let found = ((quote &- ones) | (slash &- ones) | (word &- ones &* 0x20)) & ~word & high
    // Sixty-four where there is none.
    return found.trailingZeroBitCount &>> 3
  }

  @usableFromInline
  mutating func skipEscape() -> Bool {
    cursor &+= 1
    switch byte(at: cursor) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      cursor &+= 1
      return true
    case UInt8(ascii: "u"):
      cursor &+= 1
      for _ in 0..<4 {
        switch byte(at: cursor) {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: cursor &+= 1
        default: return false
        }
      }
      return true
    default: return false
    }
  }

  /// `true` or `false`; anything else fails.
  @inlinable
  public mutating func flag() -> Bool {
    let isTrue = peek() == UInt8(ascii: "t")
    word(isTrue ? "true" : "false")
    return isTrue
  }

  /// Passes `null` if it comes next.
  @inlinable
  public mutating func takeNull() -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    word("null")
    return !hasFailed
  }

  @usableFromInline
  mutating func word(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount where !take(text.utf8Start[index]) {
      fail()
      return
    }
    isAfterValue = true
  }

  /// A number's bytes by RFC 8259's grammar; empty after a failure.
  @inlinable
  public mutating func number() -> Range<Int> {
    skipSpace()
    let start = cursor
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { digits() }
    if take(UInt8(ascii: ".")) { digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
      digits()
    }
    isAfterValue = true
    return hasFailed ? 0..<0 : start..<cursor
  }

  @inlinable
  mutating func digits() {
    let start = cursor
    while cursor < count,
      base.load(fromByteOffset: cursor, as: UInt8.self) &- UInt8(ascii: "0") <= 9
    {
      cursor &+= 1
    }
    if cursor == start { fail() }
  }

  /// The text of a string or number, as venues write ids either way; empty for null.
  @inlinable
  public mutating func scalar() -> Range<Int> {
    switch peek() {
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "n"):
      word("null")
      return 0..<0
    default: return number()
    }
  }

  /// Passes one value of any kind, checking its grammar.
  @inlinable
  public mutating func skip() {
    switch peek() {
    case UInt8(ascii: "\""): _ = string()
    case UInt8(ascii: "{"), UInt8(ascii: "["): skipContainer()
    case UInt8(ascii: "t"): word("true")
    case UInt8(ascii: "f"): word("false")
    case UInt8(ascii: "n"): word("null")
    default: _ = number()
    }
  }

  @usableFromInline
  mutating func skipContainer() {
    if byte(at: cursor) == UInt8(ascii: "{") {
      guard beginObject() else { return }
      while nextMember() != nil { skip() }
    } else {
      guard beginArray() else { return }
      while nextElement() { skip() }
    }
  }
}
