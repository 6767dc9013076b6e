import JSON
import Testing

@Suite("Hexadecimal strings read in place")
struct JSONScannerHexadecimalTests {
  private func words<let count: Int>(
    _ text: [UInt8], _ type: InlineArray<count, UInt32>.Type
  ) -> (words: [UInt32]?, position: Int, hasFailed: Bool) {
    text.withUnsafeBytes { memory in
      var scanner = JSONScanner(memory)
      let found = scanner.takeHexadecimalWords(type)
      return (
        found.map { found in found.indices.map { found[$0] } }, scanner.position, scanner.failed
      )
    }
  }

  private func value(_ digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(digit - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(digit - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  /// Every byte in every place of eight digits means what one digit at a time says, and spoils the
  /// others nowhere.
  @Test(arguments: 0..<8)
  func everyByteInEveryPlace(_ place: Int) {
    for others in ["00000000", "ffffffff", "9A0f8cB7"] {
      for byte in UInt8.min...UInt8.max {
        var digits = Array(others.utf8)
        digits[place] = byte
        let expected = digits.reduce(0 as UInt32?) { sum, digit in
          guard let sum, let value = value(digit) else { return nil }
          return sum << 4 | value
        }
        let text = Array("\"0x".utf8) + digits + Array("\"".utf8)
        let found = words(text, InlineArray<1, UInt32>.self)
        #expect(found.words == expected.map { [$0] }, "byte \(byte) in place \(place)")
        #expect(found.position == (expected == nil ? 0 : text.count))
        #expect(!found.hasFailed)
      }
    }
  }

  @Test func wordsStandInTheOrderOfTheDigits() {
    let found = words(Array(" \"0x0123456789abcdefFEDCBA98\",".utf8), InlineArray<3, UInt32>.self)
    #expect(found.words == [0x0123_4567, 0x89ab_cdef, 0xfedc_ba98])
    #expect(found.position == 29)
  }

  @Test(arguments: [
    "", "\"", "\"0x", "\"0x\"", "\"0x0123456\"", "\"0x012345678\"", "0x01234567\"", "\"0x01234567",
    "\"0X01234567\"", "\"1x01234567\"", "null", "\"0x\",\"a\":\"0123\"",
  ])
  func nothingElseIsRead(_ text: String) {
    let found = words(Array(text.utf8), InlineArray<1, UInt32>.self)
    #expect(found.words == nil)
    #expect(found.position == 0)
  }

  @Test(arguments: [
    ("0x0", 0 as UInt64?), ("0x7fFF", 0x7fff), ("0xffffffffffffffff", .max), ("0x00", 0),
    ("0x", nil), ("", nil), ("12", nil), ("0x1ffffffffffffffff", nil), ("0xg", nil), ("0x-1", nil),
  ])
  func quantities(_ text: String, _ expected: UInt64?) {
    let bytes = Array("\"\(text)\"".utf8)
    bytes.withUnsafeBytes { memory in
      var scanner = JSONScanner(memory)
      #expect(scanner.hexadecimalQuantity() == expected)
      #expect(scanner.failed == (expected == nil))
    }
  }
}
