import FixedPoint
import TradingModel

extension InstructionDecoder {
  /// A plan.
  static func plan(_ reader: FieldReader) throws(InstructionError) -> Plan {
    let mode = try reader.choice("mode", PlanMode.self) ?? .sequence
    var plan = Plan(name: try reader.optionalText("name") ?? "", mode: mode, legs: [])
    if let pacing = try reader.object("pacing", InstructionVocabulary.pacing) {
      guard let slice = try pacing.assetAmount("slice") else { throw pacing.missing("slice") }
      plan.pacing = Pacing(slice: slice, maximumUnhedged: try pacing.assetAmount("maxUnhedged"))
    }
    plan.requirements = try requirements(reader)
    plan.onUnknown = try reader.choice("onUnknown") ?? .haltAndReconcile
    plan.deadline = try reader.span("deadline")
    let outlines = try outlines(reader)
    let order = LegOrder(outlines, mode: mode)
    if let index = order.cycle {
      throw reader.context.error(
        .conflict, "\(reader.path("legs"))[\(index)].after", found: outlines[index].key,
        "This leg waits for itself.", hint: "Break the circle of after.")
    }
    for index in outlines.indices {
      plan.legs.append(try leg(outlines, index, order: order))
      guard mode == .atomic else { continue }
      guard case .onChain = plan.legs[index].action else {
        throw reader.context.error(
          .conflict, "\(outlines[index].reader.path("do")).action", found: outlines[index].action,
          allowed: ["onchain"], "Only on-chain legs can be atomic.",
          hint: "Use mode sequence, and atomic on the on-chain actions.")
      }
    }
    return plan
  }

  private static func outlines(_ reader: FieldReader) throws(InstructionError) -> [LegOutline] {
    let value = try reader.required("legs")
    guard case .array(let elements) = value else {
      throw reader.wrongType("legs", value, expected: "an array of legs")
    }
    guard !elements.isEmpty else {
      throw reader.invalid("legs", "The plan has no legs.", hint: "Write at least one.")
    }
    guard elements.count <= 256 else {
      throw reader.invalid("legs", "The plan has more than 256 legs.", hint: "Split it.")
    }
    var outlines: [LegOutline] = []
    for (index, element) in elements.enumerated() {
      let leg = try FieldReader(
        element, path: "\(reader.path("legs"))[\(index)]", context: reader.context,
        table: InstructionVocabulary.leg)
      let key = try leg.text("key")
      guard key.utf8.allSatisfy({ Self.isKeyByte($0) }), key.utf8.count <= 64 else {
        throw leg.invalid(
          "key", "The key has a character it cannot have.",
          hint: "Write up to 64 letters, digits, - and _.")
      }
      if outlines.contains(where: { $0.key == key }) {
        throw leg.conflict("key", "Two legs have this key.", hint: "Choose another key.")
      }
      let action = try kind(
        try leg.required("do"), path: leg.path("do"), context: reader.context)
      outlines.append(LegOutline(key: key, action: action, reader: leg, after: []))
    }
    let keys = outlines.map(\.key)
    for index in outlines.indices {
      outlines[index].after = try dependencies(outlines[index].reader, keys: keys)
    }
    return outlines
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private static func dependencies(
    _ leg: FieldReader, keys: [String]
  ) throws(InstructionError) -> [LegDependency] {
    guard let value = leg.value("after") else { return [] }
    guard case .array(let elements) = value else {
      throw leg.wrongType("after", value, expected: "an array of leg keys")
    }
    var result: [LegDependency] = []
    for (index, element) in elements.enumerated() {
      let path = "\(leg.path("after"))[\(index)]"
      guard case .string(let text) = element else {
        throw leg.context.error(
          .wrongType, path, found: element.kind, "A leg is named by its key.", hint: "Quote it.")
      }
      let partial = text.hasSuffix(":partial")
      let key = partial ? String(text.dropLast(8)) : text
      guard keys.contains(key) else {
        let nearest = Spelling.nearest(to: key, among: keys)
        throw leg.context.error(
          .unknownReference, path, found: text, allowed: keys, "There is no such leg.",
          hint: nearest.map { "Did you mean \($0)?" } ?? "Write key or key:partial.")
      }
      if result.contains(where: { $0.key == key }) {
        throw leg.context.error(
          .conflict, path, found: text, "The leg is named twice.", hint: "Keep one.")
      }
      result.append(LegDependency(key: key, partial: partial))
    }
    return result
  }

  private static func leg(
    _ outlines: [LegOutline], _ index: Int, order: LegOrder
  ) throws(InstructionError) -> Leg {
    let outline = outlines[index]
    var context = outline.reader.context
    context.keys = outlines.map(\.key)
    let earlier = order.earlier(than: index).map { outlines[$0] }
    context.scope = earlier.map { ReferenceTarget(key: $0.key, action: $0.action) }
    let done = try outline.reader.required("do")
    let action = try action(done, path: outline.reader.path("do"), context: context)
    context.scope?.append(ReferenceTarget(key: outline.key, action: outline.action))
    var leg = Leg(key: outline.key, after: outline.after, action: action)
    leg.undo = try undo(outline.reader, done: done, context: context)
    leg.deadline = try outline.reader.span("deadline")
    return leg
  }

  private static func undo(
    _ leg: FieldReader, done: JSONValue, context: DecodingContext
  ) throws(InstructionError) -> Undo {
    guard let value = leg.value("undo") else { return .none }
    if case .string(let word) = value {
      if word == "hold" { return .hold }
      if word == "none" { return .none }
      throw leg.unknownWord("undo", word, allowed: ["hold", "none"])
    }
    guard case .object(let fields) = value else {
      throw leg.wrongType("undo", value, expected: "\"hold\" or an action")
    }
    let merged = UndoMerge.merged(fields, over: done)
    return .action(try action(merged, path: leg.path("undo"), context: context))
  }
}
