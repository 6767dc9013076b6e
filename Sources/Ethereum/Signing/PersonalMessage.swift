/// Messages signed under EIP-191.
public enum PersonalMessage {
  /// The digest that `personal_sign` signs (EIP-191 version 0x45): the message behind a prefix that
  /// no transaction can begin with.
  public static func digest(_ message: [UInt8]) -> Hash32 {
    var hasher = Keccak256()
    hasher.update([0x19] + Array("Ethereum Signed Message:\n\(message.count)".utf8))
    hasher.update(message)
    return hasher.finalize()
  }

  /// The digest of data with an intended validator (EIP-191 version 0x00).
  public static func digest(_ data: [UInt8], validator: Address) -> Hash32 {
    Keccak256.hash([0x19, 0x00] + validator.bytes + data)
  }
}
