extension ExactMoney: Codable {
  /// Reads what ``encode(to:)`` wrote; anything else is a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let high = Int128(parts[0]), let low = UInt128(parts[1]) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not exact money")
    }
    self.init(high: high, low: low)
  }

  /// Writes both halves as whole numbers, `high:low`: nothing is rounded.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode("\(high):\(low)")
  }
}
