import COpenSSL
import Hashing
import Secrets
import Testing

@testable import Transport

@Suite struct SignatureTextTests {
  private func written(_ bytes: [UInt8], _ text: SignatureText) -> String {
    var output = Array(">".utf8)
    text.append(bytes, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// RFC 4648 section 10.
  @Test(arguments: [
    ("", "", ""), ("f", "66", "Zg=="), ("fo", "666f", "Zm8="), ("foo", "666f6f", "Zm9v"),
    ("foob", "666f6f62", "Zm9vYg=="), ("foobar", "666f6f626172", "Zm9vYmFy"),
  ])
  func bothFormsAreTheStandards(_ text: String, _ hexadecimal: String, _ base64: String) {
    let bytes = Array(text.utf8)
    #expect(written(bytes, .hexadecimal) == ">" + hexadecimal)
    #expect(written(bytes, .base64) == ">" + base64)
    #expect(written(bytes, .base64) == ">" + Base64.encoded(bytes))
  }

  /// The hashed pads against libcrypto's own HMAC, keys and messages around the block size, given
  /// whole and in two parts.
  @Test(arguments: [0, 1, 31, 63, 64, 65, 127, 200])
  func theCodeIsLibcryptos(_ size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) }
    let message = Array((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 13 &+ 1) })
    let signer = try HMACSigner(key: SecretBytes(copying: bytes))
    var expected = [UInt8](repeating: 0, count: 32)
    // A null key would mean "none".
    _ = HMAC(
      EVP_sha256(), bytes.isEmpty ? [0] : bytes, Int32(size), message, size, &expected, nil)
    for cut in [0, size / 3, size] {
      var output: [UInt8] = []
      try signer.appendCode(
        of: message.span.extracting(..<cut), message.span.extracting(cut...), as: .base64,
        to: &output)
      #expect(String(decoding: output, as: UTF8.self) == Base64.encoded(expected))
    }
  }
}
