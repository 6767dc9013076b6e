extension Int256: CustomStringConvertible {
  /// Reads `-123`, `123` or `-0x7b`, `0x7b` (sign and magnitude, not two's complement); nil when
  /// malformed or out of range.
  public init?(_ text: some StringProtocol) {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    guard let magnitude = UInt256(text.dropFirst(isNegative ? 1 : 0)),
      let value = Int256(magnitude: magnitude, isNegative: isNegative)
    else { return nil }
    self = value
  }

  /// The decimal digits, with `-` when negative.
  public var description: String {
    isNegative ? "-" + magnitude.description : magnitude.description
  }
}
