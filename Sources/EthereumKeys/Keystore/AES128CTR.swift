import COpenSSL

/// AES-128 in counter mode: the same operation encrypts and decrypts.
enum AES128CTR {
  /// Works from `input` into `output` of the same length; false when OpenSSL refuses.
  static func apply(
    key: UnsafeRawBufferPointer, vector: [UInt8], _ input: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard key.count == 16, vector.count == 16, output.count == input.count,
      let count = Int32(exactly: input.count), let context = EVP_CIPHER_CTX_new()
    else { return false }
    defer { EVP_CIPHER_CTX_free(context) }
    var written: Int32 = 0
    let secret = key.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let source = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let target = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    return EVP_EncryptInit_ex(context, EVP_aes_128_ctr(), nil, secret, vector) == 1
      && EVP_EncryptUpdate(context, target, &written, source, count) == 1 && written == count
  }
}
