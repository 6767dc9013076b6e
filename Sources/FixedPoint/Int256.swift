/// A signed 256-bit integer in two's complement, as Solidity's `int256`.
///
/// `+ - * / %` and prefix `-` trap like the standard integers.
@frozen
public struct Int256: Hashable, Sendable {
  /// The same bits read as unsigned.
  public var bitPattern: UInt256

  /// Reads the bits as two's complement.
  @inlinable
  public init(bitPattern: UInt256) {
    self.bitPattern = bitPattern
  }

  /// The same integer.
  @inlinable
  public init(_ value: Int) {
    self.init(Int128(value))
  }

  /// The same integer.
  @inlinable
  public init(_ value: Int128) {
    bitPattern = UInt256(
      low: UInt128(truncatingIfNeeded: value), high: value < 0 ? .max : 0)
  }

  /// The integer with this magnitude and sign; nil when it does not fit.
  @inlinable
  public init?(magnitude: UInt256, isNegative: Bool) {
    let limit = Int256.min.bitPattern
    if magnitude > limit || (magnitude == limit && !isNegative) { return nil }
    bitPattern = isNegative ? UInt256.zero &- magnitude : magnitude
  }

  /// 0.
  @inlinable
  public static var zero: Int256 { Int256(bitPattern: .zero) }

  /// 2^255 - 1.
  @inlinable
  public static var max: Int256 { Int256(bitPattern: UInt256(low: .max, high: .max &>> 1)) }

  /// -2^255.
  @inlinable
  public static var min: Int256 { Int256(bitPattern: UInt256(low: 0, high: 1 &<< 127)) }

  /// Whether the integer is zero.
  @inlinable
  public var isZero: Bool { bitPattern.isZero }

  /// Whether the integer is below zero.
  @inlinable
  public var isNegative: Bool { bitPattern.high &>> 127 == 1 }

  /// The integer without its sign; 2^255 for the smallest.
  @inlinable
  public var magnitude: UInt256 { isNegative ? UInt256.zero &- bitPattern : bitPattern }
}

extension Int256: Comparable {
  /// Whether the first integer is the smaller.
  @inlinable
  public static func < (first: Int256, second: Int256) -> Bool {
    first.isNegative == second.isNegative
      ? first.bitPattern < second.bitPattern : first.isNegative
  }
}

extension Int256: ExpressibleByIntegerLiteral {
  /// An integer literal; traps when it does not fit.
  @inlinable
  public init(integerLiteral value: StaticBigInt) {
    precondition(value.bitWidth <= 256, "literal outside Int256")
    bitPattern = UInt256(
      low: UInt128(highLimb: UInt64(value[1]), lowLimb: UInt64(value[0])),
      high: UInt128(highLimb: UInt64(value[3]), lowLimb: UInt64(value[2])))
  }
}
