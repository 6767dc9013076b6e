import JSON
import Testing

@Suite struct JSONNodeTests {
  /// RFC 8259: what is read is printed back without loss, numbers by their literal text.
  @Test(arguments: [
    "null", "true", "-0.10e+5", #""a\"\\\n\u0001é😀""#, "[]", "{}", #"[1,[2,{"a":null}],"x"]"#,
    #"{"z":1,"a":{"b":[false]}}"#,
  ])
  func roundTrip(_ text: String) throws {
    #expect(try JSONNode(parsing: text).description == text)
  }

  @Test(arguments: [
    "", "nul", "01", "1.", "+1", ".5", "NaN", "[1,]", #"{"a":1,}"#, #"{"a" 1}"#, "\"\u{01}\"",
    #""\ud800""#, #""\x""#, "1 2", "[", #"{"a":"#, "/**/1",
  ])
  func refused(_ text: String) {
    #expect(throws: JSONNodeError.self) { try JSONNode(parsing: text) }
  }

  @Test func boundsAndDuplicates() {
    let deep = String(repeating: "[", count: 129) + String(repeating: "]", count: 129)
    #expect(throws: JSONNodeError.tooDeep(offset: 128)) { try JSONNode(parsing: deep) }
    #expect(throws: JSONNodeError.duplicateName(offset: 7)) {
      try JSONNode(parsing: #"{"a":1,"a":2}"#)
    }
    #expect(throws: JSONNodeError.self) { try JSONNode(parsing: [0x22, 0xff, 0x22]) }
  }

  @Test func escapesOfAStringAreDecoded() throws {
    #expect(try JSONNode(parsing: #""\u0041\ud83d\ude00\/\b""#).text == "A😀/\u{8}")
  }

  @Test(arguments: [
    ("", "\"\""), ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{8}\u{1f} ~\u{7f}", "\"\\u0000\\u0008\\u001f ~\u{7f}\""), ("é😀", "\"é😀\""),
  ])
  func textsAreQuoted(_ text: String, _ literal: String) throws {
    #expect(JSONText.quoted(text) == literal)
    #expect(try JSONNode(parsing: literal).text == text)
    var bytes: [UInt8] = [0x7b]
    JSONText.append(text, to: &bytes)
    #expect(bytes == [0x7b] + Array(literal.utf8))
  }

  @Test func writerKeepsOrder() {
    var writer = JSONWriter()
    writer.object { object in
      object.field("b", "x\"y")
      object.number("a", 1)
      object.flag("c", false)
      object.key("d")
      object.array([1, 2]) { $0.string(String($1)) }
      object.field("e", nil as (any CustomStringConvertible)?)
    }
    #expect(writer.text == #"{"b":"x\"y","a":1,"c":false,"d":["1","2"],"e":null}"#)
  }
}
