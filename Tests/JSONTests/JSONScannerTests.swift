import JSON
import Testing

@Suite struct JSONScannerTests {
  private func scan<Result>(_ text: String, _ body: (inout JSONScanner) -> Result) -> Result {
    scan(Array(text.utf8), body)
  }

  private func scan<Result>(_ bytes: [UInt8], _ body: (inout JSONScanner) -> Result) -> Result {
    bytes.withUnsafeBytes { buffer in
      var scanner = JSONScanner(buffer)
      return body(&scanner)
    }
  }

  /// Rebuilds the tree the plain reader makes, or nil where the scanner refuses.
  private func tree(_ bytes: [UInt8]) -> JSONNode? {
    scan(bytes) { scanner in
      let node = value(&scanner, bytes)
      return scanner.isAtEnd() ? node : nil
    }
  }

  private func value(_ scanner: inout JSONScanner, _ bytes: [UInt8]) -> JSONNode {
    func raw(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    switch scanner.peek() {
    case UInt8(ascii: "{"):
      var members: [JSONMember] = []
      guard scanner.beginObject() else { return .null }
      while let key = scanner.nextMember() {
        members.append(JSONMember(name: raw(key.range), value: value(&scanner, bytes)))
      }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONNode] = []
      guard scanner.beginArray() else { return .null }
      while scanner.nextElement() { elements.append(value(&scanner, bytes)) }
      return .array(elements)
    case UInt8(ascii: "\""): return .string(raw(scanner.string()))
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(scanner.flag())
    case UInt8(ascii: "n"):
      _ = scanner.takeNull()
      return .null
    default: return .number(raw(scanner.number()))
    }
  }

  static let documents = [
    "null", "true", "-0.10e+5", "\"plain\"", "[]", "{}", #"[1,[2,{"a":null}],"x"]"#,
    #"{"z":1,"a":{"b":[false]},"long name of a member that exceeds sixteen":"0.1"}"#,
    #" { "e" : "executionReport" , "q" : "1.00000000" , "N" : null , "w" : true } "#,
    #"{"arg":{"channel":"books"},"data":[{"asks":[["1.5","2","0","3"]],"bids":[]}]}"#,
  ]

  @Test(arguments: documents)
  func readsWhatThePlainReaderReads(_ text: String) throws {
    let expected = try JSONNode(parsing: text)
    #expect(tree(Array(text.utf8)) == expected)
    #expect(
      scan(text) {
        $0.skip(); return $0.isAtEnd()
      })
  }

  @Test(arguments: [
    "", "nul", "01", "1.", "+1", ".5", "NaN", "[1,]", "[,1]", #"{"a":1,}"#, #"{"a" 1}"#, #"{,}"#,
    "\"\u{01}\"", #""\x""#, #""\u12g4""#, "1 2", "[", #"{"a":"#, "/**/1", #"{"a":1]"#, "[1}",
    #"{1:2}"#, "\"", "\"\\", "tru", "truex", "-", "1e", "<html>", "[1 2]", #"{"a":1 "b":2}"#,
  ])
  func refusesWhatThePlainReaderRefuses(_ text: String) {
    #expect(throws: JSONNodeError.self) { try JSONNode(parsing: text) }
    #expect(tree(Array(text.utf8)) == nil)
    #expect(
      !scan(text) {
        $0.skip(); return $0.isAtEnd()
      })
  }

  @Test func everyTruncationAndChangedByteAgreesWithThePlainReader() {
    for text in Self.documents {
      let bytes = Array(text.utf8)
      for length in 0..<bytes.count {
        let cut = Array(bytes[..<length])
        #expect((tree(cut) == nil) == ((try? JSONNode(parsing: cut)) == nil), "\(text) \(length)")
      }
      for index in bytes.indices {
        for byte in [0x00, 0x22, 0x2c, 0x39, 0x5b, 0x5d, 0x7b, 0x7d, 0x3a, 0x20] as [UInt8] {
          var changed = bytes
          changed[index] = byte
          let expected = try? JSONNode(parsing: changed)
          #expect(tree(changed) == expected, "\(String(decoding: changed, as: UTF8.self))")
        }
      }
    }
  }

  /// A name is packed the same wherever it stands: with and without white space around it, after a
  /// brace or a comma, near the end of the text or far from it.
  @Test(arguments: 0...20)
  func namesArePackedTheSameHoweverTheyStand(_ length: Int) {
    let name = String("abcdefghijklmnopqrst".prefix(length))
    var expected: UInt128 = 0
    if length <= 16 { expected = name.utf8.reversed().reduce(0) { $0 << 8 | UInt128($1) } }
    for tail in [0, 1, 3, 8, 30] {
      for form in [#"{"\#(name)":1}"#, #"{ "\#(name)" : 1}"#, #"{"x":0,"\#(name)":1}"#] {
        let text = form + String(repeating: " ", count: tail)
        let names = scan(text) { scanner -> [(UInt128, String)] in
          var names: [(UInt128, String)] = []
          guard scanner.beginObject() else { return [] }
          while let key = scanner.nextMember() {
            let bytes = Array(text.utf8)[key.range]
            names.append((key.packed, String(decoding: bytes, as: UTF8.self)))
            scanner.skip()
          }
          return scanner.isAtEnd() ? names : []
        }
        #expect(names.last?.0 == expected, "\(text)")
        #expect(names.last?.1 == name)
      }
    }
  }

  @Test func nestingIsBounded() {
    let allowed = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    let deep = String(repeating: "[", count: 100_000)
    #expect(
      scan(allowed) {
        $0.skip(); return $0.isAtEnd()
      })
    #expect(
      !scan("[" + allowed + "]") {
        $0.skip(); return $0.isAtEnd()
      })
    #expect(
      !scan(deep) {
        $0.skip(); return $0.isAtEnd()
      })
  }

  @Test(
    arguments: [
      ("\"1.5\"", 1_500_000_000_000_000_000), ("1.5", 1_500_000_000_000_000_000),
      ("\"-0.000000000000000001\"", -1), ("\"0\"", 0), ("\"-0\"", 0), ("\"1e-8\"", 10_000_000_000),
      ("\"123456789012345678901\"", Int128("123456789012345678901000000000000000000") ?? 0),
      ("\"0.1000000000000000000000\"", 100_000_000_000_000_000),
      ("1E3", 1_000_000_000_000_000_000_000), ("\"00012.5\"", 12_500_000_000_000_000_000),
    ] as [(String, Int128)])
  func decimals(_ text: String, _ expected: Int128) {
    let found = scan(text) { scanner in (scanner.decimal(), scanner.failed) }
    #expect(found.0 == expected)
    #expect(!found.1)
  }

  @Test(arguments: [
    "\"NaN\"", "\"Infinity\"", "\"1,5\"", "\"1.\"", "\".5\"", "\"1.2.3\"", "\"1e400\"", "1e40",
    "\"0.0000000000000000001\"", "\"999999999999999999999999\"", "\"-\"", "\" 1\"", "true", "[]",
    "\"1e\"", "\"0x10\"", "\"1\\u0030\"",
  ])
  func notDecimals(_ text: String) {
    let failed = scan(text) { scanner in
      _ = scanner.decimal()
      return scanner.failed
    }
    #expect(failed)
  }

  @Test func noneIsNotZero() {
    for text in ["\"\"", "null"] {
      let found = scan(text) { scanner in (scanner.decimal(), scanner.failed) }
      #expect(found.0 == nil && !found.1)
    }
  }

  @Test func integers() {
    #expect(scan("\"1700000000000\"") { $0.integer() } == 1_700_000_000_000)
    #expect(scan("-1") { $0.integer() } == -1)
    for text in ["1.5", "\"x\"", "99999999999999999999", "\"-\""] {
      #expect(scan(text) { scanner in (scanner.integer(), scanner.failed) } == (nil, true))
    }
  }

  @Test func tableFindsNames() {
    let table = JSONKeyTable(["e", "orderId", "sixteen letters!", "cumExecQty", "o"])
    let text =
      #"{"o":1,"e":2,"cumExecQty":3,"sixteen letters!":4,"orderIx":5,"seventeen letters":6}"#
    let found = scan(text) { scanner in
      var found: [UInt8] = []
      _ = scanner.beginObject()
      while let key = scanner.nextMember() {
        found.append(table.index(of: key))
        scanner.skip()
      }
      return found
    }
    #expect(found == [4, 0, 3, 2, .max, .max])
  }
}
