import FixedPoint

/// One 32-byte word of a call's arguments: an elementary value of a static type.
public struct ABIWord: Sendable {
  enum Kind: UInt8, Sendable { case number, address, bool, bytes }

  let kind: Kind
  let high: UInt128
  let low: UInt128

  private init(_ kind: Kind, _ high: UInt128, _ low: UInt128) {
    self.kind = kind
    self.high = high
    self.low = low
  }

  /// A value of `uintN`.
  public static func uint(_ number: UInt256) -> ABIWord {
    ABIWord(.number, number.high, number.low)
  }

  /// A value of `address`.
  public static func address(_ address: Address) -> ABIWord {
    let low = UInt128(address.second) << 32 | UInt128(address.third)
    return ABIWord(.address, UInt128(address.first >> 32), UInt128(address.first) << 96 | low)
  }

  /// A value of `bool`.
  public static func bool(_ truth: Bool) -> ABIWord { ABIWord(.bool, 0, truth ? 1 : 0) }

  /// A value of `bytes32`.
  public static func bytes32(_ hash: Hash32) -> ABIWord {
    let number = hash.unsignedValue
    return ABIWord(.bytes, number.high, number.low)
  }

  /// Whether the number has no more bits than its type.
  func fits(bits: Int) -> Bool {
    if bits >= 256 { return true }
    if bits > 128 { return high >> UInt128(bits - 128) == 0 }
    return high == 0 && (bits == 128 || low >> UInt128(bits) == 0)
  }
}
