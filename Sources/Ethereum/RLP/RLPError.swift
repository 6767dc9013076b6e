/// Why bytes are not canonical RLP (Ethereum yellow paper, appendix B), or not of the wanted shape.
public enum RLPError: Error, Hashable, Sendable {
  /// The input ends before the item does.
  case truncated
  /// Bytes are left over after the item or the list's last element.
  case trailingBytes
  /// A length or a single byte in a longer form than needed, or with a leading zero.
  case notCanonical
  /// An integer with a leading zero byte.
  case leadingZero
  /// An integer wider than its field.
  case integerTooLarge
  /// A list where a string is due.
  case expectedString
  /// A string where a list is due.
  case expectedList
  /// A string of another length than its field has.
  case wrongLength
  /// Lists nested deeper than `RLP.maximumDepth`.
  case tooDeep
}
