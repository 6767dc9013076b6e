import Secrets

extension PrivateKey {
  /// A key from 64 hexadecimal digits with or without `0x`; they stay in locked memory.
  /// - Throws: `KeyError.invalidPrivateKey`, `memoryUnavailable`.
  public init(hexadecimal text: borrowing SecretBytes) throws(KeyError) {
    let secret = try text.withBytes { (text) throws(KeyError) in
      let isPrefixed = text.count == 66 && text[0] == 0x30 && text[1] | 0x20 == 0x78
      let digits = UnsafeRawBufferPointer(rebasing: text[(isPrefixed ? 2 : 0)...])
      guard digits.count == 64 else { throw .invalidPrivateKey }
      return try SecretBytes(count: 32) { (key) throws(KeyError) in
        for index in 0..<32 {
          guard let high = Self.value(digits[2 * index]),
            let low = Self.value(digits[2 * index + 1])
          else { throw .invalidPrivateKey }
          key[index] = high << 4 | low
        }
      }
    }
    try self.init(secret)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}
