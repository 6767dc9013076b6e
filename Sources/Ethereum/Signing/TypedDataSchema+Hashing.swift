extension TypedDataSchema {
  /// EIP-712's `encodeData` behind the type hash. `value` is a tuple of the members in order; an
  /// empty tuple stands for an absent structure.
  /// - Throws: `TypedDataError`.
  public func encodeData(_ name: String, _ value: ABIValue) throws(TypedDataError) -> [UInt8] {
    try encodeData(name, value, depth: 0)
  }

  /// EIP-712's `hashStruct`.
  /// - Throws: `TypedDataError`.
  public func hashStruct(_ name: String, _ value: ABIValue) throws(TypedDataError) -> Hash32 {
    Keccak256.hash(try encodeData(name, value, depth: 0))
  }

  private func encodeData(
    _ name: String, _ value: ABIValue, depth: Int
  ) throws(TypedDataError) -> [UInt8] {
    guard depth < ABIType.maximumDepth else { throw .tooDeep }
    guard let definition = self[name] else { throw .unknownType(name) }
    guard case .tuple(let members) = value, members.count == definition.fields.count else {
      throw .invalidValue(type: name)
    }
    var bytes = try typeHash(name).bytes
    for (field, member) in zip(definition.fields, members) {
      bytes += try encodeField(field.type, member, depth: depth + 1)
    }
    return bytes
  }

  /// The 32 bytes that stand for a member.
  private func encodeField(
    _ name: String, _ value: ABIValue, depth: Int
  ) throws(TypedDataError) -> [UInt8] {
    guard depth < ABIType.maximumDepth else { throw .tooDeep }
    switch (try resolve(name), value) {
    case (.structure(let definition), .tuple(let members)):
      if members.isEmpty && !definition.fields.isEmpty { return Hash32.zero.bytes }
      return Keccak256.hash(try encodeData(name, value, depth: depth)).bytes
    case (.array(let element, let count), .array(let values)):
      guard count == nil || count == values.count else { throw .invalidValue(type: name) }
      var bytes: [UInt8] = []
      for value in values { bytes += try encodeField(element, value, depth: depth + 1) }
      return Keccak256.hash(bytes).bytes
    case (.elementary(.bytes), .bytes(let content)):
      return Keccak256.hash(content).bytes
    case (.elementary(.string), .string(let text)):
      return Keccak256.hash(utf8: text).bytes
    case (.elementary(let type), _):
      guard !type.isDynamic, let word = try? ABI.encode([type], [value]) else {
        throw .invalidValue(type: name)
      }
      return word
    default:
      throw .invalidValue(type: name)
    }
  }
}
