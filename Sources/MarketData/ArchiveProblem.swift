/// Why compressed bytes were refused (RFC 1950, RFC 1951, RFC 1952, PKWARE APPNOTE 6.3).
public enum ArchiveProblem: String, Hashable, Sendable {
  /// The bytes end in the middle of a structure.
  case truncated
  /// A magic number, header field or block type is not one the format allows.
  case malformedHeader
  /// A Huffman code is over-subscribed, incomplete or not assigned.
  case invalidCode
  /// A match points before the first byte of output.
  case invalidDistance
  /// CRC-32 or Adler-32 of the output differs from the one stored.
  case checksumMismatch
  /// The output length differs from the one stored.
  case lengthMismatch
  /// The output would exceed the limit set by the caller.
  case outputTooLarge
  /// Encrypted, ZIP64 or a method other than stored and deflate.
  case unsupportedMethod
  /// A zip archive without a single data entry.
  case noEntries
}
