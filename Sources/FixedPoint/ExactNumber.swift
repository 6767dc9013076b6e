/// A `Decimal18` with a meaning: a price and a quantity cannot be added by mistake.
public protocol ExactNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number without its meaning.
  var value: Decimal18 { get set }

  /// Gives a number this meaning.
  init(_ value: Decimal18)
}

extension ExactNumber {
  /// 0.
  @inlinable
  public static var zero: Self { Self(Decimal18(mantissa: 0)) }

  /// A whole number; every `Int` fits.
  @inlinable
  public init(_ integer: Int) {
    self.init(Decimal18(integer))
  }

  /// Reads canonical decimal text as `Decimal18.init(_:)` does; nil when malformed, inexact or out
  /// of range.
  @inlinable
  public init?(_ text: some StringProtocol) {
    guard let value = Decimal18(text) else { return nil }
    self.init(value)
  }

  /// Reads the same form from ASCII bytes.
  @inlinable
  public init?(parsing bytes: Span<UInt8>) {
    guard let value = Decimal18(parsing: bytes) else { return nil }
    self.init(value)
  }

  /// Reads decimal text with any number of decimals and rounds it to 18.
  @inlinable
  public static func parse(_ text: some StringProtocol, rounding: Rounding) -> Self? {
    Decimal18.parse(text, rounding: rounding).map { Self($0) }
  }

  /// Canonical text: no exponent, no trailing zeros.
  public var description: String { value.description }

  /// Appends the canonical text as ASCII.
  @inlinable
  public func write(into bytes: inout [UInt8]) {
    value.write(into: &bytes)
  }

  /// Text with exactly `decimals` digits after the point.
  public func formatted(decimals: Int, rounding: Rounding) -> String {
    value.formatted(decimals: decimals, rounding: rounding)
  }

  /// Whether the first number is the smaller.
  @inlinable
  public static func < (first: Self, second: Self) -> Bool { first.value < second.value }

  /// The exact sum; traps on overflow.
  @inlinable
  public static func + (first: Self, second: Self) -> Self { Self(first.value + second.value) }

  /// The exact difference; traps on overflow.
  @inlinable
  public static func - (first: Self, second: Self) -> Self { Self(first.value - second.value) }

  /// The number with the opposite sign.
  @inlinable
  public static prefix func - (number: Self) -> Self { Self(-number.value) }

  /// Adds in place; traps on overflow.
  @inlinable
  public static func += (first: inout Self, second: Self) { first.value += second.value }

  /// Subtracts in place; traps on overflow.
  @inlinable
  public static func -= (first: inout Self, second: Self) { first.value -= second.value }

  /// The exact sum; nil on overflow.
  @inlinable
  public func adding(_ other: Self) -> Self? { value.adding(other.value).map { Self($0) } }

  /// The exact difference; nil on overflow.
  @inlinable
  public func subtracting(_ other: Self) -> Self? {
    value.subtracting(other.value).map { Self($0) }
  }

  /// Whether the number is zero.
  @inlinable
  public var isZero: Bool { value.isZero }

  /// Whether the number is below zero.
  @inlinable
  public var isNegative: Bool { value.isNegative }

  /// Whether the number is above zero.
  @inlinable
  public var isPositive: Bool { value.isPositive }

  /// -1, 0 or 1.
  @inlinable
  public var signum: Int { value.signum }

  /// The number without its sign.
  @inlinable
  public var magnitude: Self { Self(value.magnitude) }

  /// The nearest multiple of `increment` (above zero) in the direction of `rounding`; traps when
  /// the increment is not above zero or the result is out of range.
  @inlinable
  public func rounded(toMultipleOf increment: Self, rounding: Rounding) -> Self {
    Self(value.rounded(toMultipleOf: increment.value, rounding: rounding))
  }

  /// The nearest multiple of `increment` in the direction of `rounding`; nil when the increment is
  /// not above zero or the result out of range.
  @inlinable
  public func roundedIfFits(toMultipleOf increment: Self, rounding: Rounding) -> Self? {
    value.roundedIfFits(toMultipleOf: increment.value, rounding: rounding).map { Self($0) }
  }
}
