import FixedPoint

/// Writes named parameters in the order they are given.
protocol ParameterWriter {
  /// Writes text that needs no escape.
  mutating func field(_ name: StaticString, _ text: [UInt8])
  /// Writes text that needs no escape.
  mutating func field(_ name: StaticString, _ text: StaticString)
  /// Writes an exact number as its canonical text, with zeros up to a number of decimals.
  mutating func field(_ name: StaticString, _ number: Decimal18, leastDecimals: Int)
  /// Writes a whole number as text.
  mutating func field(_ name: StaticString, _ number: Int64)
  /// Writes true or false.
  mutating func field(_ name: StaticString, _ flag: Bool)
  /// Writes any text, escaped.
  mutating func text(_ name: StaticString, _ text: String)
}

extension ParameterWriter {
  mutating func field(_ name: StaticString, _ number: Decimal18) {
    field(name, number, leastDecimals: 0)
  }

  mutating func field(_ name: StaticString, ifPresent number: Int64?) {
    if let number { field(name, number) }
  }

  mutating func field(_ name: StaticString, ifPresent number: (some ExactNumber)?) {
    if let number { field(name, number.value) }
  }

  mutating func text(_ name: StaticString, ifPresent value: String?) {
    if let value { text(name, value) }
  }
}
