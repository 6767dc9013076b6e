extension ABIType {
  /// Reads a type such as `uint256[3][]`, `(address,bytes)[]` or `tuple(uint a, bool b)`.
  /// - Throws: `ABIError.malformedType` or `.tooDeep`.
  public init(parsing text: some StringProtocol) throws(ABIError) {
    var scanner = ABISignatureScanner(text)
    self = try scanner.readType(depth: 0)
    guard scanner.isAtEnd else { throw .malformedType(String(text.prefix(80))) }
  }

  /// The elementary type called `name`; nil if there is none. `uint` and `int` are 256 bits.
  init?(elementary name: String) {
    switch name {
    case "bool": self = .bool
    case "address": self = .address
    case "function": self = .function
    case "bytes": self = .bytes
    case "string": self = .string
    case "uint": self = .uint(256)
    case "int": self = .int(256)
    default:
      if name.hasPrefix("uint"), let bits = Self.width(name.dropFirst(4)), Self.isBits(bits) {
        self = .uint(bits)
      } else if name.hasPrefix("int"), let bits = Self.width(name.dropFirst(3)),
        Self.isBits(bits)
      {
        self = .int(bits)
      } else if name.hasPrefix("bytes"), let count = Self.width(name.dropFirst(5)),
        (1...32).contains(count)
      {
        self = .fixedBytes(count)
      } else {
        return nil
      }
    }
  }

  private static func width(_ digits: Substring) -> Int? {
    guard (1...3).contains(digits.utf8.count), digits.utf8.first != 0x30,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(digits)
  }

  private static func isBits(_ bits: Int) -> Bool {
    (8...256).contains(bits) && bits.isMultiple(of: 8)
  }
}
