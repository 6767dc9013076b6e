import FixedPoint

extension Int256 {
  /// Whether the value is in -2^(bits-1) ..< 2^(bits-1).
  func fits(bits: Int) -> Bool {
    let pattern = isNegative ? ~bitPattern : bitPattern
    return pattern.significantBits < bits
  }
}
