/// Parameters in the order sent, percent-decoded; of repeated names the first one counts.
struct QueryParameters: Sendable {
  private(set) var pairs: [(name: String, value: String)] = []

  init() {}

  /// Reads `a=1&b=2`.
  init(_ text: String) {
    for part in text.split(separator: "&") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      pairs.append(
        (
          Self.decoded(String(sides[0])), sides.count > 1 ? Self.decoded(String(sides[1])) : ""
        ))
    }
  }

  mutating func append(_ name: String, _ value: String) { pairs.append((name, value)) }

  subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

  /// Undoes percent encoding (RFC 3986) and the plus of forms.
  static func decoded(_ text: String) -> String {
    if !text.utf8.contains(where: { $0 == 0x25 || $0 == 0x2b }) { return text }
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var index = 0
    while index < source.count {
      if source[index] == 0x25, index + 2 < source.count,
        let high = digit(source[index + 1]), let low = digit(source[index + 2])
      {
        bytes.append(high << 4 | low)
        index += 3
        continue
      }
      bytes.append(source[index] == 0x2b ? 0x20 : source[index])
      index += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
