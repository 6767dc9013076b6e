/// Bitcoin's text for bytes, in which extended keys travel.
enum Base58 {
  private static let alphabet = Array(
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

  /// The text of `bytes` and four bytes of their double SHA-256.
  static func encodeChecked(_ bytes: [UInt8]) -> String {
    encode(bytes + Digest.sha256(Digest.sha256(bytes)).prefix(4))
  }

  static func encode(_ bytes: [UInt8]) -> String {
    var digits: [UInt8] = []
    for byte in bytes {
      var carry = Int(byte)
      for index in digits.indices {
        carry += Int(digits[index]) << 8
        digits[index] = UInt8(carry % 58)
        carry /= 58
      }
      while carry > 0 {
        digits.append(UInt8(carry % 58))
        carry /= 58
      }
    }
    let zeros = bytes.prefix { $0 == 0 }.map { _ in alphabet[0] }
    return String(
      decoding: zeros + digits.reversed().map { alphabet[Int($0)] }, as: UTF8.self)
  }
}
