/// Finds known member names by one hash and, as a rule, one comparison.
@frozen
public struct JSONKeyTable: Sendable {
  /// A known name, packed, and its place; zero and 255 where there is none.
  @frozen
  @usableFromInline
  struct Entry: Sendable {
    @usableFromInline var name: UInt128 = 0
    @usableFromInline var index = UInt8.max

    init() {}
  }

  @usableFromInline let entries: [Entry]

  /// A table of at most 100 names of 1 to 16 bytes; a name's index is its place in the list.
  public init(_ known: [StaticString]) {
    self.init(packed: known.map(JSONKey.pack))
  }

  /// A table of at most 100 words of 1 to 16 bytes, which may come from a file.
  public init(words: [String]) {
    self.init(packed: words.map { JSONKey.pack(Array($0.utf8)) })
  }

  private init(packed known: [UInt128]) {
    var entries = [Entry](repeating: Entry(), count: 256)
    for (index, packed) in known.prefix(100).enumerated() where packed != 0 {
      var slot = Self.slot(packed)
      while entries[slot].name != 0 { slot = (slot + 1) & 255 }
      entries[slot].name = packed
      entries[slot].index = UInt8(index)
    }
    self.entries = entries
  }

  @inlinable
  static func slot(_ packed: UInt128) -> Int {
    let low = UInt64(truncatingIfNeeded: packed)
    let high = UInt64(truncatingIfNeeded: packed >> 64)
    let mixed = (low ^ (high &* 0x9e37_79b9_7f4a_7c15)) &* 0xd6e8_feb8_6659_fd93
    return Int(truncatingIfNeeded: mixed >> 56)
  }

  /// The place of a name in the table's list, or 255.
  @inlinable
  public func index(of key: JSONKey) -> UInt8 {
    var slot = Self.slot(key.packed)
    while true {
      let entry = entries[slot]
      if entry.name == key.packed || entry.name == 0 { return entry.index }
      slot = (slot &+ 1) & 255
    }
  }
}
