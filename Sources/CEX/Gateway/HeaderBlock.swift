import VenueDefinitions

/// Header fields as they go over the wire: `Name: value` and a line end, one after another.
struct HeaderBlock: Hashable, Sendable {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(384) }

  mutating func append(_ header: WireHeader) {
    append(header.name.utf8, header.value.utf8)
  }

  /// A field of which the caller writes the value.
  mutating func append<Failure: Error>(
    _ name: StaticString, _ value: (inout [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    bytes.append(name)
    bytes.append(": ")
    try value(&bytes)
    bytes.append("\r\n")
  }

  /// A field known when the program was built.
  mutating func append(_ name: StaticString, _ value: StaticString) {
    append(name) { (bytes) throws(Never) in bytes.append(value) }
  }

  /// A field with a text that has no line ends.
  mutating func append(_ name: StaticString, _ value: String) {
    append(name) { (bytes) throws(Never) in bytes.append(contentsOf: value.utf8) }
  }

  private mutating func append(_ name: String.UTF8View, _ value: String.UTF8View) {
    bytes.append(contentsOf: name)
    bytes.append(": ")
    bytes.append(contentsOf: value)
    bytes.append("\r\n")
  }

  /// The fields one by one.
  var fields: [WireHeader] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let value = line[(colon + 1)...].drop { $0 == UInt8(ascii: " ") }.dropLast()
      return WireHeader(
        name: String(decoding: line[..<colon], as: UTF8.self),
        value: String(decoding: value, as: UTF8.self))
    }
  }
}
