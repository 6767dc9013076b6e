/// HMAC over ``SHA256``. Source: RFC 2104.
public enum HMACSHA256 {
  /// The 32-byte code of a message under a key of any length.
  public static func code(key: [UInt8], message: [UInt8]) -> [UInt8] {
    var block = key.count > 64 ? SHA256.hash(key) : key
    while block.count < 64 { block.append(0) }
    let inner = SHA256.hash(block.map { $0 ^ 0x36 } + message)
    return SHA256.hash(block.map { $0 ^ 0x5c } + inner)
  }
}
