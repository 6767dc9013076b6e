import FixedPoint

/// Writes parameters as a query or form: `name=value&name=value`.
struct FormWriter: ParameterWriter {
  var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(512) }

  private mutating func begin(_ name: StaticString) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
    bytes.append(name)
    bytes.append(UInt8(ascii: "="))
  }

  mutating func field(_ name: StaticString, _ text: [UInt8]) {
    begin(name)
    bytes += text
  }

  mutating func field(_ name: StaticString, _ text: StaticString) {
    begin(name)
    bytes.append(text)
  }

  mutating func field(_ name: StaticString, _ number: Decimal18, leastDecimals: Int) {
    begin(name)
    bytes.append(number, leastDecimals: leastDecimals)
  }

  mutating func field(_ name: StaticString, _ number: Int64) {
    begin(name)
    bytes.append(decimal: number)
  }

  mutating func field(_ name: StaticString, _ flag: Bool) {
    field(name, flag ? "true" as StaticString : "false")
  }

  mutating func text(_ name: StaticString, _ text: String) {
    begin(name)
    bytes.append(percentEncoded: text.utf8)
  }
}
