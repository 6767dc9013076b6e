import FixedPoint
import JSON

/// Writes parameters as the members of a JSON object: numbers as strings, flags bare.
struct BodyWriter: ParameterWriter {
  var bytes: [UInt8] = []

  /// Begins an object.
  init() {
    bytes.reserveCapacity(512)
    bytes.append(UInt8(ascii: "{"))
  }

  /// The object, ended.
  consuming func finish() -> [UInt8] {
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private mutating func begin(_ name: StaticString) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(name)
    bytes.append("\":")
  }

  mutating func field(_ name: StaticString, _ text: [UInt8]) {
    begin(name)
    bytes.append(UInt8(ascii: "\""))
    bytes += text
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func field(_ name: StaticString, _ text: StaticString) {
    begin(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(text)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func field(_ name: StaticString, _ number: Decimal18, leastDecimals: Int) {
    begin(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(number, leastDecimals: leastDecimals)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func field(_ name: StaticString, _ number: Int64) {
    begin(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(decimal: number)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func field(_ name: StaticString, _ flag: Bool) {
    begin(name)
    bytes.append(flag ? "true" : "false")
  }

  mutating func text(_ name: StaticString, _ text: String) {
    begin(name)
    JSONText.append(text, to: &bytes)
  }

  /// Writes a whole number bare.
  mutating func number(_ name: StaticString, _ number: Int64) {
    begin(name)
    bytes.append(decimal: number)
  }

  /// Writes a value that is JSON already.
  mutating func node(_ name: StaticString, _ json: [UInt8]) {
    begin(name)
    bytes += json
  }

  /// Several JSON values as one array.
  static func array(_ values: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += value
    }
    bytes.append(UInt8(ascii: "]"))
    return bytes
  }
}
