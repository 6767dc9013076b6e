/// A strict recursive reader of RFC 8259 JSON with bounded depth.
struct JSONNodeReader {
  /// The deepest nesting of arrays and objects that is read.
  static let maximumDepth = 128

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func readDocument() throws(JSONNodeError) -> JSONNode {
    let node = try readValue(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw .malformed(offset: position) }
    return node
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  private mutating func readValue(depth: Int) throws(JSONNodeError) -> JSONNode {
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return try readObject(depth: depth)
    case UInt8(ascii: "["): return try readArray(depth: depth)
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .bool(true))
    case UInt8(ascii: "f"): return try readWord("false", .bool(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    default: return .number(try readNumber())
    }
  }

  private mutating func readWord(
    _ word: StaticString, _ node: JSONNode
  ) throws(JSONNodeError) -> JSONNode {
    for byte in word.description.utf8 {
      guard take(byte) else { throw .malformed(offset: position) }
    }
    return node
  }

  private mutating func readArray(depth: Int) throws(JSONNodeError) -> JSONNode {
    guard depth < Self.maximumDepth else { throw .tooDeep(offset: position) }
    position += 1
    var elements: [JSONNode] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      elements.append(try readValue(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw .malformed(offset: position) }
    }
  }

  private mutating func readObject(depth: Int) throws(JSONNodeError) -> JSONNode {
    guard depth < Self.maximumDepth else { throw .tooDeep(offset: position) }
    position += 1
    var members: [JSONMember] = []
    var names: Set<String> = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw .malformed(offset: position) }
      let start = position
      let name = try readString()
      guard names.insert(name).inserted else { throw .duplicateName(offset: start) }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw .malformed(offset: position) }
      members.append(JSONMember(name: name, value: try readValue(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw .malformed(offset: position) }
    }
  }
}

extension JSONNodeReader {
  private mutating func skipDigits() throws(JSONNodeError) {
    let start = position
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
    guard position > start else { throw .malformed(offset: position) }
  }

  private mutating func readNumber() throws(JSONNodeError) -> String {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try skipDigits() }
    if take(UInt8(ascii: ".")) { try skipDigits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
      try skipDigits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func readString() throws(JSONNodeError) -> String {
    let start = position
    position += 1
    var content: [UInt8] = []
    while let byte = current, byte >= 0x20 {
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard let text = String(validating: content, as: UTF8.self) else {
          throw .malformed(offset: start)
        }
        return text
      }
      if byte == UInt8(ascii: "\\") {
        try readEscape(into: &content)
      } else {
        content.append(byte)
      }
    }
    throw .malformed(offset: position)
  }

  private mutating func readEscape(into content: inout [UInt8]) throws(JSONNodeError) {
    guard let byte = current else { throw .malformed(offset: position) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0c)
    case UInt8(ascii: "n"): content.append(0x0a)
    case UInt8(ascii: "r"): content.append(0x0d)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"): content.append(contentsOf: Array(String(try readScalar()).utf8))
    default: throw .malformed(offset: position - 1)
    }
  }

  private mutating func readScalar() throws(JSONNodeError) -> Unicode.Scalar {
    let start = position
    var value = try readCodeUnit()
    if (0xd800..<0xdc00).contains(value) {
      guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
        throw .malformed(offset: start)
      }
      let low = try readCodeUnit()
      guard (0xdc00..<0xe000).contains(low) else { throw .malformed(offset: start) }
      value = 0x10000 + (value - 0xd800) << 10 + (low - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw .malformed(offset: start) }
    return scalar
  }

  private mutating func readCodeUnit() throws(JSONNodeError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current,
        let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { throw .malformed(offset: position) }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
