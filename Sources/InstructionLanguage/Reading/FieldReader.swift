import FixedPoint
import TradingModel

/// Reads the fields of one object strictly.
struct FieldReader {
  let fields: [JSONField]
  let path: String
  let context: DecodingContext

  /// Opens an object; throws when it is none or has a field its table does not know.
  init(
    _ value: JSONValue, path: String, context: DecodingContext, table: FieldTable
  ) throws(InstructionError) {
    guard case .object(let fields) = value else {
      throw context.error(
        .wrongType, path, found: value.kind, "An object is expected here.",
        hint: "Write {…} with the allowed fields.")
    }
    for field in fields where !table.fields.contains(field.name) {
      let nearest = Spelling.nearest(to: field.name, among: table.fields)
      throw context.error(
        .unknownField, "\(path).\(field.name)", found: field.name, allowed: table.fields,
        "There is no field \(field.name) here.",
        hint: nearest.map { "Did you mean \($0)?" } ?? "Remove it.")
    }
    self.fields = fields
    self.path = path
    self.context = context
  }

  /// Path of a field.
  func path(_ name: String) -> String { "\(path).\(name)" }

  /// Whether a field is there.
  func has(_ name: String) -> Bool { value(name) != nil }

  /// A field's value; null counts as absent in the older dialects.
  func value(_ name: String) -> JSONValue? {
    guard let value = fields.first(where: { $0.name == name })?.value else { return nil }
    return context.isLenient && value == .null ? nil : value
  }

  /// A field that must be there.
  func required(_ name: String) throws(InstructionError) -> JSONValue {
    guard let value = value(name) else { throw missing(name) }
    return value
  }

  /// The error of an absent field.
  func missing(_ name: String, _ hint: String = "") -> InstructionError {
    context.error(
      .missingField, path(name), found: "nothing", "The field \(name) is missing.",
      hint: hint.isEmpty ? "Add \(name)." : hint)
  }

  /// The error of a value of another type.
  func wrongType(_ name: String, _ value: JSONValue, expected: String) -> InstructionError {
    context.error(
      .wrongType, path(name), found: "\(value.kind) (\(value.shown))",
      "The field \(name) takes \(expected).", hint: "Write \(expected).")
  }

  /// The error of fields that do not go together.
  func conflict(_ name: String, _ message: String, hint: String) -> InstructionError {
    context.error(.conflict, path(name), found: value(name)?.shown ?? "", message, hint: hint)
  }

  /// A value that is malformed or out of the field's range.
  func invalid(_ name: String, _ message: String, hint: String) -> InstructionError {
    context.error(.invalidValue, path(name), found: value(name)?.shown ?? "", message, hint: hint)
  }

  /// An object field.
  func object(_ name: String, _ table: FieldTable) throws(InstructionError) -> FieldReader? {
    guard let value = value(name) else { return nil }
    return try FieldReader(value, path: path(name), context: context, table: table)
  }

  /// A text of 1 to 256 characters without control characters.
  func optionalText(_ name: String) throws(InstructionError) -> String? {
    guard let value = value(name) else { return nil }
    guard case .string(let text) = value else {
      throw wrongType(name, value, expected: "a string")
    }
    guard !text.isEmpty, text.utf8.count <= 256, text.unicodeScalars.allSatisfy({ $0.value >= 32 })
    else {
      throw invalid(name, "The text is empty or too long.", hint: "Write 1 to 256 characters.")
    }
    return text
  }

  /// A text that must be there.
  func text(_ name: String) throws(InstructionError) -> String {
    guard let text = try optionalText(name) else { throw missing(name) }
    return text
  }

  /// true or false.
  func flag(_ name: String) throws(InstructionError) -> Bool? {
    guard let value = value(name) else { return nil }
    guard case .bool(let flag) = value else {
      throw wrongType(name, value, expected: "true or false")
    }
    return flag
  }

  /// One of an enumeration's words.
  func choice<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ type: Word.Type = Word.self
  ) throws(InstructionError) -> Word? {
    guard let value = value(name) else { return nil }
    let allowed = Word.allCases.map(\.rawValue)
    guard case .string(let text) = value else {
      throw wrongType(name, value, expected: "one of the allowed words")
    }
    guard let word = Word(rawValue: text) else {
      throw unknownWord(name, text, allowed: allowed)
    }
    return word
  }

  /// One of an enumeration's words, which must be there.
  func requiredChoice<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ type: Word.Type = Word.self
  ) throws(InstructionError) -> Word {
    guard let word = try choice(name, type) else { throw missing(name) }
    return word
  }

  /// The error of a word that is none of the allowed ones.
  func unknownWord(_ name: String, _ text: String, allowed: [String]) -> InstructionError {
    let nearest = Spelling.nearest(to: text, among: allowed)
    return context.error(
      .unknownValue, path(name), found: text, allowed: allowed,
      "The field \(name) does not take \(text.prefix(60)).",
      hint: nearest.map { "Did you mean \($0)?" } ?? "Take one of the allowed words.")
  }
}
