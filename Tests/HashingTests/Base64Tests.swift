import Hashing
import Testing

@Suite struct Base64Tests {
  /// Source: RFC 4648 section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
  ])
  func base64AsInTheStandard(_ plain: String, _ coded: String) {
    #expect(Base64.encoded(Array(plain.utf8)) == coded)
    #expect(Base64.decoded(coded) == Array(plain.utf8))
  }

  @Test(arguments: ["Z", "Zg=", "Zh==", "Zm9=", "====", "Zg==Zg==", "Z g=", "Zm9v\n"])
  func whatIsNotCanonicalBase64IsRefused(_ text: String) {
    #expect(Base64.decoded(text) == nil)
  }
}
