/// A checked set of structure definitions under EIP-712.
public struct TypedDataSchema: Hashable, Sendable {
  /// The definitions, sorted by name.
  public let structs: [TypedDataStruct]

  /// Checks the definitions: names are unique identifiers and not elementary types, every member's
  /// type is known, no structure names a member twice.
  /// - Throws: `TypedDataError`.
  public init(_ structs: [TypedDataStruct]) throws(TypedDataError) {
    self.structs = structs.sorted { Array($0.name.utf8).lexicographicallyPrecedes($1.name.utf8) }
    for (index, definition) in self.structs.enumerated() {
      let name = definition.name
      guard Self.isIdentifier(name), ABIType(elementary: name) == nil,
        index == 0 || self.structs[index - 1].name != name,
        Set(definition.fields.map(\.name)).count == definition.fields.count,
        definition.fields.allSatisfy({ Self.isIdentifier($0.name) })
      else { throw .invalidDefinition(name) }
    }
    for definition in self.structs {
      for field in definition.fields { _ = try resolve(field.type) }
    }
  }

  private static func isIdentifier(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.enumerated().allSatisfy {
        ABISignatureScanner.isWordByte($0.element, first: $0.offset == 0)
      }
  }

  /// The definition called `name`; nil if there is none.
  public subscript(_ name: String) -> TypedDataStruct? {
    var low = 0
    var high = structs.count
    while low < high {
      let middle = (low + high) / 2
      if Array(structs[middle].name.utf8).lexicographicallyPrecedes(name.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < structs.count && structs[low].name == name ? structs[low] : nil
  }

  /// What a type's name means.
  func resolve(_ name: String) throws(TypedDataError) -> TypedDataType {
    let bytes = Array(name.utf8)
    let bracket = UInt8(ascii: "[")
    if bytes.last == UInt8(ascii: "]"), let start = bytes.lastIndex(of: bracket) {
      let digits = bytes[(start + 1)...].dropLast()
      let isCount =
        digits.count <= 9 && digits.first != 0x30
        && digits.allSatisfy { (0x30...0x39).contains($0) }
      guard isCount else { throw .unknownType(name) }
      let element = String(decoding: bytes[..<start], as: UTF8.self)
      guard bytes.count(where: { $0 == bracket }) < ABIType.maximumDepth else { throw .tooDeep }
      _ = try resolve(element)
      let count = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      return .array(element: element, count: digits.isEmpty ? nil : count)
    }
    if let definition = self[name] { return .structure(definition) }
    guard let type = ABIType(elementary: name), type != .function else {
      throw .unknownType(name)
    }
    return .elementary(type)
  }

  /// EIP-712's `encodeType`: the structure, then all that it refers to, sorted by name.
  /// - Throws: `TypedDataError.unknownType`.
  public func encodeType(_ name: String) throws(TypedDataError) -> String {
    guard let primary = self[name] else { throw .unknownType(name) }
    var found: Set<String> = [name]
    var pending = [primary]
    while let definition = pending.popLast() {
      for field in definition.fields {
        let base = field.type.utf8.prefix { $0 != UInt8(ascii: "[") }
        if let next = self[String(decoding: base, as: UTF8.self)], found.insert(next.name).inserted
        {
          pending.append(next)
        }
      }
    }
    let referred = structs.filter { found.contains($0.name) && $0.name != name }
    return ([primary] + referred).map(\.encodedType).joined()
  }

  /// EIP-712's `typeHash`.
  /// - Throws: `TypedDataError.unknownType`.
  public func typeHash(_ name: String) throws(TypedDataError) -> Hash32 {
    Keccak256.hash(utf8: try encodeType(name))
  }
}
