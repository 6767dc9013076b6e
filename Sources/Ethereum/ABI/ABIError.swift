/// Why a type, a signature, a value or data is refused by the contract ABI codec.
public enum ABIError: Error, Hashable, Sendable {
  /// Not a type of the ABI.
  case malformedType(String)
  /// Not a human-readable signature or JSON ABI entry of the wanted kind.
  case malformedSignature(String)
  /// Types or values nested deeper than `ABIType.maximumDepth`.
  case tooDeep
  /// Another number of values than types, or of elements than a fixed array has.
  case wrongCount(expected: Int, found: Int)
  /// A value of another kind than its type.
  case wrongKind(expected: String)
  /// A number or byte string that its type cannot hold.
  case outOfRange(type: String)
  /// The data ends before the value does, or an offset or length points past its end.
  case truncated
  /// Non-zero padding, or high bits that do not belong to the type.
  case dirtyPadding(type: String)
  /// A bool that is neither 0 nor 1.
  case invalidBool
  /// A string that is not UTF-8.
  case invalidText
  /// Tails that share bytes so often that the decoded value would dwarf the data.
  case excessiveSharing
  /// Another selector or first topic than the definition's.
  case selectorMismatch
  /// Another number of topics than the event has.
  case wrongTopicCount(expected: Int, found: Int)
}
