extension UInt256 {
  /// The sum modulo 2^256, and whether it overflowed.
  @inlinable
  public func addingReportingOverflow(
    _ other: UInt256
  ) -> (partialValue: UInt256, overflow: Bool) {
    let (lowSum, carry) = low.addingReportingOverflow(other.low)
    let (highSum, first) = high.addingReportingOverflow(other.high)
    let (total, second) = highSum.addingReportingOverflow(carry ? 1 : 0)
    return (UInt256(low: lowSum, high: total), first || second)
  }

  /// The difference modulo 2^256, and whether it overflowed.
  @inlinable
  public func subtractingReportingOverflow(
    _ other: UInt256
  ) -> (partialValue: UInt256, overflow: Bool) {
    let (lowDifference, borrow) = low.subtractingReportingOverflow(other.low)
    let (highDifference, first) = high.subtractingReportingOverflow(other.high)
    let (total, second) = highDifference.subtractingReportingOverflow(borrow ? 1 : 0)
    return (UInt256(low: lowDifference, high: total), first || second)
  }

  /// The sum; traps on overflow.
  @inlinable
  public static func + (first: UInt256, second: UInt256) -> UInt256 {
    let (sum, overflow) = first.addingReportingOverflow(second)
    precondition(!overflow, "UInt256 sum out of range")
    return sum
  }

  /// The difference; traps when it is negative.
  @inlinable
  public static func - (first: UInt256, second: UInt256) -> UInt256 {
    let (difference, overflow) = first.subtractingReportingOverflow(second)
    precondition(!overflow, "UInt256 difference out of range")
    return difference
  }

  /// Adds in place; traps on overflow.
  @inlinable
  public static func += (first: inout UInt256, second: UInt256) { first = first + second }

  /// Subtracts in place; traps when the result is negative.
  @inlinable
  public static func -= (first: inout UInt256, second: UInt256) { first = first - second }

  /// The sum modulo 2^256.
  @inlinable
  public static func &+ (first: UInt256, second: UInt256) -> UInt256 {
    let (lowSum, carry) = first.low.addingReportingOverflow(second.low)
    return UInt256(low: lowSum, high: first.high &+ second.high &+ (carry ? 1 : 0))
  }

  /// The difference modulo 2^256.
  @inlinable
  public static func &- (first: UInt256, second: UInt256) -> UInt256 {
    let (lowDifference, borrow) = first.low.subtractingReportingOverflow(second.low)
    return UInt256(low: lowDifference, high: first.high &- second.high &- (borrow ? 1 : 0))
  }
}
