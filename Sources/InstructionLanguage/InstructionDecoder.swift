import FixedPoint
import Hashing
import TradingModel

/// Turns the bytes of an instruction into the model, refusing whatever it does not know.
public enum InstructionDecoder {
  /// Decodes one instruction of any accepted form: the native one (`schema` is
  /// `venues.instruction/1`), the Python engine's `Order` (`operation_id`), or the flat form
  /// (`venue_type`, `trade_type` or `operation`). An array is a plan of the older dialects.
  ///
  /// `file` names the input in errors. `defaultID` is taken when the input has no id. The digest is
  /// the SHA-256 of the input with sorted keys, no whitespace and without the id.
  public static func decode(
    _ bytes: [UInt8], file: String, defaultID: String?
  ) throws(InstructionError) -> Instruction {
    let value = try JSONReader.read(bytes, file: file)
    let strict = DecodingContext(file: file, isLenient: false)
    let lenient = DecodingContext(file: file, isLenient: true)
    if case .array(let elements) = value {
      return try decodeSequence(elements, whole: value, context: lenient, defaultID: defaultID)
    }
    guard case .object = value else {
      throw strict.error(
        .wrongType, "$", found: value.kind, "An instruction is an object.",
        hint: "Write {\"schema\":\"\(InstructionVocabulary.schema)\",…}.")
    }
    if value["schema"] == nil {
      if value["operation_id"] != nil {
        return try decodeOrder(value, context: lenient, defaultID: defaultID)
      }
      if value["venue_type"] != nil || value["trade_type"] != nil || value["operation"] != nil {
        return try decodeFlat(value, context: lenient, defaultID: defaultID)
      }
    }
    return try decodeNative(value, context: strict, defaultID: defaultID)
  }

  private static func decodeNative(
    _ value: JSONValue, context: DecodingContext, defaultID: String?
  ) throws(InstructionError) -> Instruction {
    let name = InstructionVocabulary.schema
    guard let schema = value["schema"] else {
      throw context.error(
        .missingField, "$.schema", found: "nothing", "The field schema is missing.",
        hint: "Add \"schema\":\"\(name)\".")
    }
    guard schema == .string(name) else {
      throw context.error(
        .unsupportedSchema, "$.schema", found: schema.shown, allowed: [name],
        "This schema is not known.", hint: "Write \(name).")
    }
    let action = try action(
      value, path: "$", context: context, envelope: InstructionVocabulary.envelope)
    let id = try identifier(value["id"], path: "$.id", context: context, defaultID: defaultID)
    return Instruction(id: id, action: action, bodyDigest: digest(value, omitting: "id"))
  }

  /// The digest of a body without its id.
  static func digest(_ value: JSONValue, omitting id: String) -> String {
    SHA256.hexDigest(Array(value.canonical(omitting: [id]).utf8))
  }

  /// An id of 1 to 128 printable characters.
  static func identifier(
    _ value: JSONValue?, path: String, context: DecodingContext, defaultID: String?
  ) throws(InstructionError) -> String {
    if let value, !(context.isLenient && value == .null) {
      guard case .string(let text) = value else {
        throw context.error(
          .wrongType, path, found: value.kind, "The id is a string.", hint: "Quote it.")
      }
      guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy({ (33...126).contains($0) })
      else {
        throw context.error(
          .invalidValue, path, found: String(text.prefix(60)),
          "The id is empty, too long or not printable ASCII without spaces.",
          hint: "Write 1 to 128 printable characters.")
      }
      return text
    }
    if let defaultID { return defaultID }
    throw context.error(
      .missingField, path, found: "nothing", "The id is missing.",
      hint: "Add an id, new for each intent: it makes a repeat harmless.")
  }

  /// Any action; `envelope` names further fields the object may have.
  static func action(
    _ value: JSONValue, path: String, context: DecodingContext, envelope: [String] = []
  ) throws(InstructionError) -> Action {
    let kind = try kind(value, path: path, context: context)
    let tables = [
      InstructionVocabulary.trade, InstructionVocabulary.onChain, InstructionVocabulary.transfer,
      InstructionVocabulary.plan,
    ]
    guard let table = tables.first(where: { $0.name == kind }) else {
      throw context.error(.unknownValue, "\(path).action", "The action is not known.")
    }
    let reader = try FieldReader(
      value, path: path, context: context, table: table.preceded(by: envelope))
    switch kind {
    case "trade": return .trade(try trade(reader))
    case "onchain": return .onChain(try onChain(reader))
    case "transfer": return .transfer(try transfer(reader))
    default: return .plan(try plan(reader))
    }
  }

  /// The word in `action`.
  static func kind(
    _ value: JSONValue, path: String, context: DecodingContext
  ) throws(InstructionError) -> String {
    let allowed = InstructionVocabulary.actions
    guard case .object = value else {
      throw context.error(
        .wrongType, path, found: value.kind, "An action is an object.",
        hint: "Write {\"action\":…}.")
    }
    guard let action = value["action"] else {
      throw context.error(
        .missingField, "\(path).action", found: "nothing", allowed: allowed,
        "The field action is missing.", hint: "Say what to do.")
    }
    guard case .string(let word) = action else {
      throw context.error(
        .wrongType, "\(path).action", found: action.kind, allowed: allowed,
        "The field action takes a string.")
    }
    guard allowed.contains(word) else {
      let nearest = word == "saga" ? "plan" : Spelling.nearest(to: word, among: allowed)
      throw context.error(
        .unknownValue, "\(path).action", found: String(word.prefix(60)), allowed: allowed,
        "The action is not known.", hint: nearest.map { "Did you mean \($0)?" } ?? "")
    }
    return word
  }
}
