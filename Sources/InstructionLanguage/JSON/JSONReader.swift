/// Reads strict JSON (RFC 8259) from bytes: at most 1 MiB and 64 levels, no duplicate keys, valid
/// UTF-8, nothing after the value. Numbers stay text.
struct JSONReader {
  /// Largest input, in bytes.
  static let maximumSize = 1 << 20
  /// Deepest nesting of arrays and objects.
  static let maximumDepth = 64

  let bytes: [UInt8]
  let file: String
  var position = 0
  var path = ["$"]

  /// Reads the one value the bytes hold.
  static func read(_ bytes: [UInt8], file: String) throws(InstructionError) -> JSONValue {
    guard bytes.count <= maximumSize else {
      throw InstructionError(
        .tooLarge, file: file, path: "$", found: "\(bytes.count) bytes",
        message: "The input is larger than 1 MiB.",
        hint: "Send one instruction at a time.")
    }
    var reader = JSONReader(bytes: bytes, file: file)
    try reader.checkEncoding()
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else {
      throw reader.malformed("nothing may follow the value")
    }
    return value
  }

  private mutating func checkEncoding() throws(InstructionError) {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .emptyInput:
        position = 0
        return
      case .scalarValue(let scalar): position += UTF8.width(scalar)
      case .error:
        throw error(
          .invalidUTF8, found: "byte \(position)", message: "The input is not valid UTF-8.",
          hint: "Save the file as UTF-8.")
      }
    }
  }

  private mutating func value(depth: Int) throws(InstructionError) -> JSONValue {
    skipSpace()
    guard position < bytes.count else { throw malformed("a value is missing") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      if take(word: "true") { return .bool(true) }
      if take(word: "false") { return .bool(false) }
      if take(word: "null") { return .null }
      throw malformed("a value is expected; NaN, Infinity and comments are not JSON")
    }
  }

  private mutating func object(depth: Int) throws(InstructionError) -> JSONValue {
    try check(depth: depth)
    position += 1
    var fields: [JSONField] = []
    var names: Set<String> = []
    skipSpace()
    if take("}") { return .object([]) }
    while true {
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw malformed("a key in quotation marks is expected")
      }
      let start = position
      let name = try string()
      path.append(".\(name)")
      guard names.insert(name).inserted else {
        position = start
        throw error(
          .duplicateKey, found: name, message: "The key \(name) is written twice.",
          hint: "Keep one of them.")
      }
      skipSpace()
      guard take(":") else { throw malformed("a colon is expected") }
      fields.append(JSONField(name: name, value: try value(depth: depth)))
      path.removeLast()
      skipSpace()
      if take(",") { continue }
      guard take("}") else { throw malformed("a comma or } is expected") }
      return .object(fields)
    }
  }

  private mutating func array(depth: Int) throws(InstructionError) -> JSONValue {
    try check(depth: depth)
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array([]) }
    while true {
      path.append("[\(elements.count)]")
      elements.append(try value(depth: depth))
      path.removeLast()
      skipSpace()
      if take(",") { continue }
      guard take("]") else { throw malformed("a comma or ] is expected") }
      return .array(elements)
    }
  }

  private mutating func number() throws(InstructionError) -> JSONValue {
    let start = position
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() throws(InstructionError) {
    let start = position
    while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
    guard position > start else { throw malformed("a digit is expected") }
  }

  private func check(depth: Int) throws(InstructionError) {
    guard depth <= Self.maximumDepth else {
      throw error(
        .tooDeep, found: "more than \(Self.maximumDepth) levels",
        message: "The input is nested too deeply.", hint: "Flatten the plan.")
    }
  }

  mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func take(word: StaticString) -> Bool {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    guard text == word.description else { return false }
    position = end
    return true
  }
}
