/// What the readers of one document share.
struct DecodingContext {
  /// The file or stream, for errors.
  let file: String
  /// Whether numbers may be JSON numbers and null means absent, as the older dialects have it.
  let isLenient: Bool
  /// The legs a reference may name here; nil outside a plan.
  var scope: [ReferenceTarget]?
  /// Keys of the whole plan, to tell a leg that comes later from one that is not there.
  var keys: [String] = []

  /// An error of this document.
  func error(
    _ code: InstructionErrorCode, _ path: String, found: String = "", allowed: [String] = [],
    _ message: String, hint: String = ""
  ) -> InstructionError {
    InstructionError(
      code, file: file, path: path, found: found, allowed: allowed, message: message, hint: hint)
  }
}

/// A leg a reference may name.
struct ReferenceTarget {
  /// Its key.
  let key: String
  /// The kind of its action: one of ``InstructionVocabulary/actions``.
  let action: String
}
