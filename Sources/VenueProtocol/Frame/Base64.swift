/// Base64 with padding. Source: RFC 4648 section 4.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let group = (0..<3).map { index + $0 < bytes.count ? UInt32(bytes[index + $0]) : 0 }
      let bits = group[0] << 16 | group[1] << 8 | group[2]
      for place in 0..<4 {
        let isPadding = place > bytes.count - index
        result.append(isPadding ? 0x3d : alphabet[Int(bits >> (18 - 6 * UInt32(place))) & 63])
      }
      index += 3
    }
    return String(decoding: result, as: UTF8.self)
  }
}
