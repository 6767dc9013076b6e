/// An unsigned 256-bit integer: on-chain amounts, storage words, Solidity arithmetic.
///
/// `+ - * / %` trap like the standard integers; `&+ &- &*` wrap like the EVM.
@frozen
public struct UInt256: Hashable, Comparable, Sendable {
  /// Bits 0...127.
  public var low: UInt128

  /// Bits 128...255.
  public var high: UInt128

  /// high × 2^128 + low.
  @inlinable @inline(__always)
  public init(low: UInt128, high: UInt128) {
    self.low = low
    self.high = high
  }

  /// The same integer.
  @inlinable
  public init(_ value: UInt64) {
    self.init(low: UInt128(value), high: 0)
  }

  /// The same integer.
  @inlinable
  public init(_ value: UInt128) {
    self.init(low: value, high: 0)
  }

  /// The same integer; nil when it is negative.
  @inlinable
  public init?(exactly value: Int) {
    if value < 0 { return nil }
    self.init(UInt64(value))
  }

  /// 0.
  @inlinable
  public static var zero: UInt256 { UInt256(low: 0, high: 0) }

  /// 1.
  @inlinable
  public static var one: UInt256 { UInt256(low: 1, high: 0) }

  /// 2^256 - 1.
  @inlinable
  public static var max: UInt256 { UInt256(low: .max, high: .max) }

  /// Whether the integer is zero.
  @inlinable
  public var isZero: Bool { low | high == 0 }

  /// Whether the first integer is the smaller.
  @inlinable
  public static func < (first: UInt256, second: UInt256) -> Bool {
    first.high < second.high || (first.high == second.high && first.low < second.low)
  }

  /// How many of the 256 bits above the highest set bit are zero; 256 for zero.
  @inlinable
  public var leadingZeroBitCount: Int {
    high == 0 ? 128 &+ low.leadingZeroBitCount : high.leadingZeroBitCount
  }

  /// The length without leading zero bits; 0 for zero.
  @inlinable
  public var significantBits: Int { 256 &- leadingZeroBitCount }
}

extension UInt256: ExpressibleByIntegerLiteral {
  /// An integer literal; traps when it is negative or above 2^256 - 1.
  @inlinable
  public init(integerLiteral value: StaticBigInt) {
    precondition(value.signum() >= 0 && value.bitWidth <= 257, "literal outside UInt256")
    low = UInt128(highLimb: UInt64(value[1]), lowLimb: UInt64(value[0]))
    high = UInt128(highLimb: UInt64(value[3]), lowLimb: UInt64(value[2]))
  }
}

extension UInt64 {
  /// The same integer; nil when it does not fit.
  @inlinable
  public init?(exactly value: UInt256) {
    if value.high != 0 || value.low.highLimb != 0 { return nil }
    self = value.low.lowLimb
  }
}

extension UInt128 {
  /// The same integer; nil when it does not fit.
  @inlinable
  public init?(exactly value: UInt256) {
    if value.high != 0 { return nil }
    self = value.low
  }
}

extension Int {
  /// The same integer; nil when it does not fit.
  @inlinable
  public init?(exactly value: UInt256) {
    guard let limb = UInt64(exactly: value) else { return nil }
    self.init(exactly: limb)
  }
}
