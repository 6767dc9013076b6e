extension Address {
  /// Reads `0x` and 40 hexadecimal digits. Text of one case only carries no checksum; mixed case
  /// must be the EIP-55 checksum.
  /// - Throws: `AddressError.malformed` or `AddressError.wrongChecksum`.
  public init(parsing text: some StringProtocol) throws(AddressError) {
    guard text.utf8.count == 42, let bytes = Hex.decodePrefixed(text),
      let address = Address(bytes)
    else { throw .malformed }
    let digits = text.utf8.dropFirst(2)
    let hasLower = digits.contains { (0x61...0x66).contains($0) }
    let hasUpper = digits.contains { (0x41...0x46).contains($0) }
    if hasLower && hasUpper && !digits.elementsEqual(address.checksumDigits) {
      throw .wrongChecksum
    }
    self = address
  }

  /// As `init(parsing:)`, but nil instead of an error.
  public init?(_ text: some StringProtocol) {
    guard let address = try? Address(parsing: text) else { return nil }
    self = address
  }

  /// The 40 ASCII digits with EIP-55's letter cases.
  private var checksumDigits: [UInt8] {
    var digits = Array(Hex.encode(bytes, prefixed: false).utf8)
    let hash = Keccak256.hash(digits).bytes
    for index in digits.indices where digits[index] >= 0x61 {
      let nibble = index.isMultiple(of: 2) ? hash[index / 2] >> 4 : hash[index / 2] & 15
      if nibble >= 8 { digits[index] &-= 0x20 }
    }
    return digits
  }

  /// The address with its EIP-55 checksum.
  public var checksummed: String { "0x" + String(decoding: checksumDigits, as: UTF8.self) }
}

extension Address: CustomStringConvertible {
  /// The address with its EIP-55 checksum.
  public var description: String { checksummed }
}
