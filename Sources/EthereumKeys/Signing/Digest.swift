import COpenSSL

/// Hashes other than Keccak, through OpenSSL.
public enum Digest {
  /// SHA-256: 32 bytes.
  public static func sha256(_ bytes: [UInt8]) -> [UInt8] { hash(bytes, EVP_sha256()) }

  /// SHA-512: 64 bytes.
  public static func sha512(_ bytes: [UInt8]) -> [UInt8] { hash(bytes, EVP_sha512()) }

  /// RIPEMD-160: 20 bytes; empty where OpenSSL has it not.
  public static func ripemd160(_ bytes: [UInt8]) -> [UInt8] { hash(bytes, EVP_ripemd160()) }

  private static func hash(_ bytes: [UInt8], _ algorithm: OpaquePointer?) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    guard EVP_Digest(bytes, bytes.count, &digest, &count, algorithm, nil) == 1 else { return [] }
    return Array(digest.prefix(Int(count)))
  }

  /// HMAC-SHA-512 into `output` of 64 bytes; false when OpenSSL refuses.
  static func hmacSHA512(
    key: UnsafeRawBufferPointer, message: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard output.count == 64, let count = Int32(exactly: key.count) else { return false }
    let result = HMAC(
      EVP_sha512(), key.baseAddress, count,
      message.baseAddress?.assumingMemoryBound(to: UInt8.self), message.count,
      output.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
    return result != nil
  }
}
