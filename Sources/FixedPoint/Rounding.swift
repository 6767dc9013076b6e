/// How a result that does not fit its scale is brought onto it. Always named at the call.
@frozen
public enum Rounding: Sendable, Hashable, CaseIterable {
  /// Toward zero (truncation).
  case down
  /// Away from zero.
  case up
  /// Toward negative infinity.
  case floor
  /// Toward positive infinity.
  case ceiling
  /// To the nearest, ties to the even neighbour.
  case halfEven
  /// To the nearest, ties away from zero.
  case halfUp
}

extension Rounding {
  /// Whether a truncated magnitude must be raised by one unit.
  /// `half` is the order of twice the remainder against the divisor: negative, zero or positive.
  @inlinable @inline(__always)
  func raisesMagnitude(isNegative: Bool, isOdd: Bool, isExact: Bool, half: Int) -> Bool {
    if isExact { return false }
    switch self {
    case .down: return false
    case .up: return true
    case .floor: return isNegative
    case .ceiling: return !isNegative
    case .halfEven: return half > 0 || (half == 0 && isOdd)
    case .halfUp: return half >= 0
    }
  }

  /// Whether the quotient of a division with this remainder (below the divisor) must be raised.
  @inlinable @inline(__always)
  func raisesMagnitude<Magnitude: Comparable & AdditiveArithmetic>(
    isNegative: Bool, isOdd: Bool, remainder: Magnitude, divisor: Magnitude
  ) -> Bool {
    switch self {
    case .down: return false
    case .up: return remainder != .zero
    case .floor: return isNegative && remainder != .zero
    case .ceiling: return !isNegative && remainder != .zero
    case .halfEven, .halfUp:
      let rest = divisor - remainder
      return remainder > rest || (remainder == rest && (self == .halfUp || isOdd))
    }
  }
}
