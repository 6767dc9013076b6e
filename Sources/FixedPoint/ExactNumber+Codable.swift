extension Decimal18: Codable {
  /// Reads a decimal string; anything else is a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Decimal18(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a decimal")
    }
    self = value
  }

  /// Writes the canonical decimal string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension ExactNumber {
  /// Reads a decimal string; anything else is a `DecodingError`.
  public init(from decoder: any Decoder) throws { self.init(try Decimal18(from: decoder)) }

  /// Writes the canonical decimal string.
  public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension Price: Codable {}
extension Quantity: Codable {}
extension Money: Codable {}
extension Rate: Codable {}
