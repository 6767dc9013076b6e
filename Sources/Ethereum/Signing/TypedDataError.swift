/// Why typed data cannot be hashed under EIP-712.
public enum TypedDataError: Error, Hashable, Sendable {
  /// Not the JSON object that `eth_signTypedData_v4` takes; the text says which member.
  case malformed(String)
  /// A type that is neither elementary nor among the definitions.
  case unknownType(String)
  /// A definition with a name that is no identifier, that is elementary, or that occurs twice.
  case invalidDefinition(String)
  /// A member that its structure wants and the message lacks.
  case missingMember(String)
  /// A member that its structure does not have and the signature would not cover.
  case unexpectedMember(String)
  /// A value of another kind or range than its type.
  case invalidValue(type: String)
  /// Structures or arrays nested deeper than `ABIType.maximumDepth`.
  case tooDeep
}
