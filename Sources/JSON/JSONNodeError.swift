/// Why a text is not acceptable JSON (RFC 8259); `offset` counts bytes from the start.
public enum JSONNodeError: Error, Hashable, Sendable {
  /// Not JSON at `offset`.
  case malformed(offset: Int)
  /// Nested deeper than `JSONNodeReader.maximumDepth`.
  case tooDeep(offset: Int)
  /// An object names a member twice.
  case duplicateName(offset: Int)
}
