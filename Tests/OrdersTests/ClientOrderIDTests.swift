import Testing
import TradingModel

@testable import Orders

@Suite struct ClientOrderIDTests {
  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Source: FIPS 180-4 examples.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func digestsMatchTheStandard(message: String, expected: String) {
    #expect(hex(SHA256.digest(Array(message.utf8))) == expected)
  }

  /// Source: RFC 4231 test cases 1, 2 and 6.
  @Test func codesMatchTheStandard() {
    let first = HMACSHA256.code(
      key: [UInt8](repeating: 0x0b, count: 20), message: Array("Hi There".utf8))
    #expect(hex(first) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    let second = HMACSHA256.code(
      key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8))
    #expect(hex(second) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    let sixth = HMACSHA256.code(
      key: [UInt8](repeating: 0xaa, count: 131),
      message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8))
    #expect(hex(sixth) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
  }

  @Test func idsAreOursAndCarryTheirSequence() {
    let scheme = ClientOrderIDScheme(instance: 0xabcde, key: Array("secret".utf8))
    let other = ClientOrderIDScheme(instance: 0xabcde, key: Array("Secret".utf8))
    var seen: Set<String> = []
    for sequence in [1, 2, 35, 36, 1_000_000, 101_559_956_668_415] as [UInt64] {
      for leg in [0, 1, 1295] {
        let text = scheme.make(sequence: sequence, leg: leg, attempt: 1, scope: "okx|main").text
        #expect(text.utf8.count == 32)
        #expect(text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) })
        #expect(scheme.isOurs(text, scope: "okx|main"))
        #expect(!scheme.isOurs(text, scope: "okx|other"))
        #expect(!other.isOurs(text, scope: "okx|main"))
        #expect(scheme.sequence(of: text) == sequence)
        #expect(seen.insert(text).inserted)
      }
    }
  }

  @Test func everyChangedCharacterIsDetected() {
    let scheme = ClientOrderIDScheme(instance: 1, key: [1, 2, 3])
    let bytes = Array(scheme.make(sequence: 99, leg: 0, attempt: 0, scope: "s").text.utf8)
    for index in bytes.indices {
      var changed = bytes
      changed[index] = changed[index] == 97 ? 98 : 97
      #expect(!scheme.isOurs(String(decoding: changed, as: UTF8.self), scope: "s"))
    }
    #expect(scheme.sequence(of: "web_1234") == nil)
  }
}
