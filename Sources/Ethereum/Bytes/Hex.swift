/// Hexadecimal text of bytes, as Ethereum's JSON-RPC "unformatted data" spells it.
public enum Hex {
  /// The lower-case hexadecimal text of `bytes`, with the `0x` prefix unless told otherwise.
  public static func encode(_ bytes: some Collection<UInt8>, prefixed: Bool = true) -> String {
    var text: [UInt8] = prefixed ? [0x30, 0x78] : []
    text.reserveCapacity(bytes.count * 2 + 2)
    for byte in bytes {
      text.append(digit(byte >> 4))
      text.append(digit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes spelled by `text`, with or without a `0x` prefix; nil for an odd number of digits
  /// or any other character.
  public static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var digits = Array(text.utf8)[...]
    if digits.starts(with: [0x30, 0x78]) { digits = digits.dropFirst(2) }
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    var index = digits.startIndex
    while index < digits.endIndex {
      guard let high = value(ofDigit: digits[index]), let low = value(ofDigit: digits[index + 1])
      else { return nil }
      bytes.append(high << 4 | low)
      index += 2
    }
    return bytes
  }

  /// The bytes spelled by `text`, which must begin with `0x`; nil when malformed.
  public static func decodePrefixed(_ text: some StringProtocol) -> [UInt8]? {
    text.utf8.starts(with: [0x30, 0x78]) ? decode(text) : nil
  }

  /// The ASCII digit of a nibble (0...15).
  static func digit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? 0x30 &+ nibble : 0x57 &+ nibble
  }

  /// The nibble of an ASCII hexadecimal digit of either case; nil for any other character.
  static func value(ofDigit character: UInt8) -> UInt8? {
    switch character {
    case 0x30...0x39: character &- 0x30
    case 0x41...0x46: character &- 0x37
    case 0x61...0x66: character &- 0x57
    default: nil
    }
  }
}
