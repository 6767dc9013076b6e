/// Reads types, parameter lists and words of human-readable ABI text.
struct ABISignatureScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
    skipSpace()
  }

  var isAtEnd: Bool { position == bytes.count }

  /// The text for an error, cut to a readable length.
  var excerpt: String { String(decoding: bytes.prefix(80), as: UTF8.self) }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) {
      position += 1
    }
  }

  /// Takes `character` and the white space behind it.
  mutating func take(_ character: Character) -> Bool {
    guard position < bytes.count, bytes[position] == character.asciiValue else { return false }
    position += 1
    skipSpace()
    return true
  }

  /// Takes an identifier and the white space behind it; nil if there is none.
  mutating func takeWord() -> String? {
    let start = position
    while position < bytes.count, Self.isWordByte(bytes[position], first: position == start) {
      position += 1
    }
    guard position > start else { return nil }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    skipSpace()
    return word
  }

  static func isWordByte(_ byte: UInt8, first: Bool) -> Bool {
    switch byte {
    case 0x41...0x5a, 0x61...0x7a, 0x24, 0x5f: true
    case 0x30...0x39: !first
    default: false
    }
  }

  /// Reads a type with its array suffixes.
  mutating func readType(depth: Int) throws(ABIError) -> ABIType {
    guard depth < ABIType.maximumDepth else { throw .tooDeep }
    var type: ABIType
    if position < bytes.count, bytes[position] == UInt8(ascii: "(") {
      type = try readTuple(depth: depth)
    } else {
      guard let word = takeWord() else { throw .malformedType(excerpt) }
      if word == "tuple" {
        type = try readTuple(depth: depth)
      } else if let elementary = ABIType(elementary: word) {
        type = elementary
      } else {
        throw .malformedType(word)
      }
    }
    var nesting = depth
    while take("[") {
      nesting += 1
      guard nesting < ABIType.maximumDepth else { throw .tooDeep }
      type = try readSuffix(of: type)
    }
    return type
  }

  private mutating func readTuple(depth: Int) throws(ABIError) -> ABIType {
    let components = try readParameters(depth: depth + 1)
    guard !components.isEmpty else { throw .malformedType("()") }
    return .tuple(components)
  }

  private mutating func readSuffix(of element: ABIType) throws(ABIError) -> ABIType {
    if take("]") { return .array(element) }
    var count = 0
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
      count = count * 10 + Int(bytes[position] - 0x30)
      position += 1
      guard position - start <= 9 else { throw .malformedType(excerpt) }
    }
    guard position > start, bytes[start] != 0x30, take("]") else { throw .malformedType(excerpt) }
    return .fixedArray(element, count)
  }

  /// Reads a parenthesised list of parameters.
  mutating func readParameters(depth: Int) throws(ABIError) -> [ABIParameter] {
    guard depth < ABIType.maximumDepth else { throw .tooDeep }
    guard take("(") else { throw .malformedType(excerpt) }
    if take(")") { return [] }
    var parameters: [ABIParameter] = []
    while true {
      parameters.append(try readParameter(depth: depth))
      if take(")") { return parameters }
      guard take(",") else { throw .malformedType(excerpt) }
    }
  }

  private mutating func readParameter(depth: Int) throws(ABIError) -> ABIParameter {
    var parameter = ABIParameter(type: try readType(depth: depth))
    while let word = takeWord() {
      switch word {
      case "indexed": parameter.isIndexed = true
      case "memory", "calldata", "storage", "payable": continue
      default:
        parameter.name = word
        return parameter
      }
    }
    return parameter
  }
}
