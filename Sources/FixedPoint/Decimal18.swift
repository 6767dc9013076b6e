/// An exact decimal number: a 128-bit integer counted in units of 10^-18.
///
/// Arithmetic stays within ±170141183460469231731.687303715884105727. One number more, whose
/// mantissa is `Int128.min`, can be read and printed; its magnitude and its opposite are
/// ``greatestFiniteMagnitude``, so that neither traps. There is no negative zero, no infinity and
/// no NaN.
@frozen
public struct Decimal18: Hashable, Comparable, Sendable {
  /// The number in units of 10^-18.
  public var mantissa: Int128

  /// The number `mantissa` × 10^-18.
  @inlinable
  public init(mantissa: Int128) {
    self.mantissa = mantissa
  }

  /// A whole number; every `Int` fits.
  @inlinable
  public init(_ integer: Int) {
    mantissa = Int128(integer) &* Decimal18.scaleFactor
  }

  /// 0.
  @inlinable
  public static var zero: Decimal18 { Decimal18(mantissa: 0) }

  /// 1.
  @inlinable
  public static var one: Decimal18 { Decimal18(mantissa: 1_000_000_000_000_000_000) }

  /// Units in one: 10^18.
  @inlinable
  public static var scaleFactor: Int128 { 1_000_000_000_000_000_000 }

  /// The largest number, (2^127 - 1) × 10^-18.
  public static let greatestFiniteMagnitude = Decimal18(mantissa: Int128.max)

  /// The smallest positive number, 10^-18.
  public static let leastNonzeroMagnitude = Decimal18(mantissa: 1)

  /// Whether the number is zero.
  @inlinable
  public var isZero: Bool { mantissa == 0 }

  /// Whether the number is below zero.
  @inlinable
  public var isNegative: Bool { mantissa < 0 }

  /// Whether the number is above zero.
  @inlinable
  public var isPositive: Bool { mantissa > 0 }

  /// The number without its sign.
  @inlinable
  public var magnitude: Decimal18 { mantissa < 0 ? -self : self }

  /// -1, 0 or 1.
  @inlinable
  public var signum: Int { mantissa == 0 ? 0 : (mantissa < 0 ? -1 : 1) }

  /// Whether the first number is the smaller.
  @inlinable
  public static func < (first: Decimal18, second: Decimal18) -> Bool {
    first.mantissa < second.mantissa
  }

  /// A number from its magnitude in units of 10^-18 and its sign; nil when out of range.
  @inlinable @inline(__always)
  init?(magnitude: UInt128, isNegative: Bool) {
    if magnitude > UInt128(Int128.max) { return nil }
    let value = Int128(truncatingIfNeeded: magnitude)
    mantissa = isNegative ? 0 &- value : value
  }
}
