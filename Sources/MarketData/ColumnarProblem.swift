/// Why a compact columnar file was refused.
public enum ColumnarProblem: String, Error, Hashable, Sendable {
  /// The first eight bytes are not the format's.
  case wrongMagic
  /// Written by a version this reader does not know.
  case unknownVersion
  /// A kind, market or encoding number without a meaning.
  case unknownCode
  /// The bytes end in the middle of a structure, or lengths do not add up.
  case truncated
  /// The stored checksum is not that of the bytes.
  case checksumMismatch
  /// A variable-length integer longer than its type.
  case malformedInteger
  /// A name that is not UTF-8.
  case malformedText
  /// Times are not ascending, or outside 2009-2100.
  case malformedTimes
  /// Columns the kind needs are absent, or a value does not fit.
  case malformedColumns
}
