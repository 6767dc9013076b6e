/// A member's name where it stands, packed so that comparing it costs one comparison.
@frozen
public struct JSONKey {
  /// Up to 16 bytes of the name, the first one lowest; zero for a longer name.
  public let packed: UInt128
  /// Its bytes in the text, escapes as written.
  public let range: Range<Int>

  @inlinable
  init(packed: UInt128, range: Range<Int>) {
    self.packed = packed
    self.range = range
  }

  @inlinable
  init(base: UnsafeRawPointer, range: Range<Int>, readable: Int) {
    self.range = range
    let length = range.count
    guard length <= 16 else {
      packed = 0
      return
    }
    if range.lowerBound &+ 16 <= readable {
      let word = UInt128(
        littleEndian: base.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt128.self))
      packed = length == 16 ? word : word & ((1 << UInt128(8 &* length)) &- 1)
    } else {
      var word: UInt128 = 0
      var index = range.upperBound
      while index > range.lowerBound {
        index &-= 1
        word = word << 8 | UInt128(base.load(fromByteOffset: index, as: UInt8.self))
      }
      packed = word
    }
  }

  /// Packs a known name of 1 to 16 bytes; zero for a longer one.
  static func pack(_ name: StaticString) -> UInt128 {
    name.withUTF8Buffer { pack(Array($0)) }
  }

  static func pack(_ name: [UInt8]) -> UInt128 {
    guard name.count <= 16 else { return 0 }
    return name.reversed().reduce(0) { $0 << 8 | UInt128($1) }
  }
}
