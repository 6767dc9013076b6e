import FixedPoint
import TradingModel

extension InstructionDecoder {
  /// An `Order` of the Python engine.
  static func decodeOrder(
    _ value: JSONValue, context: DecodingContext, defaultID: String?
  ) throws(InstructionError) -> Instruction {
    let reader = try FieldReader(
      value, path: "$", context: context, table: DialectVocabulary.order)
    for name in [
      "venue", "operation", "amount", "source_venue", "target_venue", "source_token",
      "target_token", "expected_deltas",
    ] where !reader.has(name) {
      throw reader.missing(name)
    }
    return try decodeOne(
      value, reader: reader, idName: "operation_id", defaultID: defaultID)
  }

  /// An instruction in the flat form.
  static func decodeFlat(
    _ value: JSONValue, context: DecodingContext, defaultID: String?
  ) throws(InstructionError) -> Instruction {
    let reader = try FieldReader(value, path: "$", context: context, table: DialectVocabulary.flat)
    return try decodeOne(value, reader: reader, idName: "id", defaultID: defaultID)
  }

  private static func decodeOne(
    _ value: JSONValue, reader: FieldReader, idName: String, defaultID: String?
  ) throws(InstructionError) -> Instruction {
    let operation = try legacyOperation(reader)
    guard var action = try legacyAction(reader, operation: operation) else {
      throw reader.conflict(
        "operation", "A flash loan is repaid by itself at the end of its transaction.",
        hint: "Send flash_repay only in one array with its flash_borrow.")
    }
    if case .onChain(var chain) = action, try isAtomic(reader) {
      chain.isAtomic = true
      action = .onChain(chain)
    }
    let id = try identifier(
      reader.value(idName), path: "$.\(idName)", context: reader.context, defaultID: defaultID)
    return Instruction(
      id: id, action: action, expectedDeltas: try expectedDeltas(reader),
      bodyDigest: digest(value, omitting: idName))
  }

  /// Whether `execution_mode` asks for one transaction; checks the fields that go with it.
  static func isAtomic(_ reader: FieldReader) throws(InstructionError) -> Bool {
    guard let mode = try reader.optionalText("execution_mode") else { return false }
    switch mode.lowercased() {
    case "sequential": return false
    case "atomic":
      guard reader.has("atomic_group_id") else { throw reader.missing("atomic_group_id") }
      return true
    default:
      throw reader.unknownWord("execution_mode", mode, allowed: ["sequential", "atomic"])
    }
  }

  /// The operation, lower case and without `aave_`; a flat trade's from its `trade_type`.
  static func legacyOperation(_ reader: FieldReader) throws(InstructionError) -> String {
    let venueType = try legacyWord(reader, "venue_type", DialectVocabulary.venueTypes)
    let tradeType = try legacyWord(reader, "trade_type", DialectVocabulary.tradeTypes)
    guard let written = try reader.optionalText("operation") else {
      if let tradeType { return tradeType == "SPOT" ? "spot_trade" : "perp_trade" }
      if venueType == "transfer" { return "transfer" }
      throw reader.missing(venueType == "cex" ? "trade_type" : "operation")
    }
    var word = written.lowercased()
    if word.hasPrefix("aave_") { word.removeFirst(5) }
    guard DialectVocabulary.operations.contains(word) else {
      throw reader.unknownWord("operation", written, allowed: DialectVocabulary.operations)
    }
    let isTrade = word.hasSuffix("_trade")
    let contradicts =
      switch venueType {
      case "cex": !isTrade
      case "onchain": isTrade || word == "transfer"
      case "transfer": word != "transfer"
      default: tradeType != nil && !isTrade
      }
    if contradicts {
      throw reader.conflict(
        "operation", "The operation does not go with venue_type or trade_type.",
        hint: "Change one of them.")
    }
    return word
  }

  /// A word of a list, in any letter case, as the list spells it.
  static func legacyWord(
    _ reader: FieldReader, _ name: String, _ allowed: [String]
  ) throws(InstructionError) -> String? {
    guard let text = try reader.optionalText(name) else { return nil }
    guard let word = allowed.first(where: { $0.lowercased() == text.lowercased() }) else {
      throw reader.unknownWord(name, text, allowed: allowed)
    }
    return word
  }

  /// The action of one older instruction; nil for `flash_repay`, which ``ChainOperation/flash``
  /// already includes.
  static func legacyAction(
    _ reader: FieldReader, operation: String
  ) throws(InstructionError) -> Action? {
    try checkLabels(reader)
    switch operation {
    case "spot_trade": return .trade(try legacyTrade(reader, .spot))
    case "perp_trade": return .trade(try legacyTrade(reader, .perp))
    case "transfer": return .transfer(try legacyTransfer(reader))
    default:
      let action = try legacyOnChain(reader, operation: operation)
      return operation == "flash_repay" ? nil : .onChain(action)
    }
  }

  private static func checkLabels(_ reader: FieldReader) throws(InstructionError) {
    for name in [
      "purpose", "timestamp_group", "strategy_intent", "strategy_id", "gas_cost_type",
      "atomic_group_id", "target_token",
    ] { _ = try reader.optionalText(name) }
    for name in ["ltv_target", "flash_fee_bps"] { _ = try reader.rate(name, unitsPerOne: 1) }
    for name in ["metadata", "operation_details"] {
      guard let value = reader.value(name) else { continue }
      guard case .object = value else {
        throw reader.wrongType(name, value, expected: "an object")
      }
    }
    _ = try reader.integer("sequence_in_group", 0...100_000)
    _ = try isAtomic(reader)
  }

  /// `expected_deltas`, sorted by position key.
  static func expectedDeltas(_ reader: FieldReader) throws(InstructionError) -> [ExpectedDelta] {
    guard let value = reader.value("expected_deltas") else { return [] }
    guard case .object(let fields) = value else {
      throw reader.wrongType("expected_deltas", value, expected: "an object")
    }
    guard fields.count <= 256 else {
      throw reader.invalid(
        "expected_deltas", "There are more than 256 expected deltas.", hint: "Split the order.")
    }
    let keys = FieldTable("expected_deltas", fields.map(\.name))
    let inner = try FieldReader(
      value, path: reader.path("expected_deltas"), context: reader.context, table: keys)
    var deltas: [ExpectedDelta] = []
    for field in fields {
      let parts = field.name.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else {
        throw inner.invalid(
          field.name, "This is not a position key.", hint: "Write venue:Type:symbol.")
      }
      guard let amount = try inner.decimal(field.name) else { throw inner.missing(field.name) }
      deltas.append(ExpectedDelta(key: field.name, amount: Quantity(amount)))
    }
    return deltas.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }
}
