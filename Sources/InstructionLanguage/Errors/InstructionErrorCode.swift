/// What kind of mistake an instruction has; the raw value is ``InstructionError/code``.
public enum InstructionErrorCode: String, Hashable, Sendable, CaseIterable {
  /// The bytes are not JSON.
  case malformedJSON = "malformed_json"
  /// More than 1 MiB.
  case tooLarge = "too_large"
  /// More than 64 levels.
  case tooDeep = "too_deep"
  /// The bytes are not UTF-8.
  case invalidUTF8 = "invalid_utf8"
  /// A key twice in one object.
  case duplicateKey = "duplicate_key"
  /// No form of the language has this shape or schema.
  case unsupportedSchema = "unsupported_schema"
  /// A field the object does not have.
  case unknownField = "unknown_field"
  /// A field the object needs.
  case missingField = "missing_field"
  /// Another JSON type is wanted.
  case wrongType = "wrong_type"
  /// Not a decimal number, or out of range.
  case invalidNumber = "invalid_number"
  /// Malformed or outside what the field allows.
  case invalidValue = "invalid_value"
  /// Not one of the words the field takes.
  case unknownValue = "unknown_value"
  /// Fields that contradict each other.
  case conflict
  /// `$leg.field` or `after` naming what is not there.
  case unknownReference = "unknown_reference"
}
