/// Completes an undo with the fields of the leg's action.
enum UndoMerge {
  /// The fields of the undo, and those of the leg it leaves out, except ones that belong to the
  /// leg's own way of executing: protection and reduce-only always, price and its companions when
  /// the undo has another order type, the result's fields when it has another operation. An undo
  /// with another kind of action, and that of a plan, stands alone.
  static func merged(_ fields: [JSONField], over done: JSONValue) -> JSONValue {
    guard case .object(let original) = done else { return .object(fields) }
    let undo = JSONValue.object(fields)
    if let action = undo["action"], action != done["action"] { return undo }
    if done["action"] == .string("plan") { return undo }
    var dropped: [String] = ["protect", "reduceOnly"]
    if let type = undo["type"], type != done["type"] {
      dropped += ["price", "timeInForce", "expiresAt", "postOnly", "trigger"]
    }
    if let force = undo["timeInForce"], force != done["timeInForce"] { dropped += ["expiresAt"] }
    if undo["steps"] != nil { dropped += InstructionVocabulary.step.fields }
    if let operation = undo["op"] {
      dropped.append("steps")
      if operation != done["op"] { dropped += droppedFields(of: operation) }
    }
    let written = fields.map { InstructionDecoder.canonicalName($0.name) }
    let inherited = original.filter {
      !written.contains(InstructionDecoder.canonicalName($0.name)) && !dropped.contains($0.name)
    }
    return .object(fields + inherited)
  }

  private static func droppedFields(of operation: JSONValue) -> [String] {
    var dropped = InstructionVocabulary.step.fields.filter {
      !["op", "protocol", "token", "tokenIn", "amount", "amountIn"].contains($0)
    }
    if operation == .string("transfer") { dropped.append("protocol") }
    return dropped
  }
}
