import Hashing
import Testing

struct SHA256Tests {
  /// FIPS 180-4 and NIST CAVP examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func published(_ example: (text: String, digest: String)) {
    #expect(SHA256.hash(Array(example.text.utf8)).hexadecimal == example.digest)
  }

  @Test func aMillionLetters() {
    #expect(
      SHA256.hash(Array(repeating: 0x61, count: 1_000_000)).hexadecimal
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// Digest of the digests of 201 lengths, computed with Python's hashlib.
  @Test func everyPaddingLength() {
    var all: [UInt8] = []
    for count in 0...200 {
      all += SHA256.hash((0..<count).map { UInt8($0) })
    }
    #expect(
      SHA256.hash(all).hexadecimal
        == "64ef7c229fce2408b5336b6a542fea0e078c3a87d2da85cb3fc52e2008b65021")
  }

  /// A message in pieces has the digest of the whole.
  @Test func pieces() {
    let message = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for cut in [0, 1, 63, 64, 65, 128, 999, 1_000] {
      var hash = SHA256()
      hash.update(Array(message[..<cut]))
      hash.update(Array(message[cut...]))
      #expect(hash.finish() == SHA256.hash(message))
    }
  }
}
