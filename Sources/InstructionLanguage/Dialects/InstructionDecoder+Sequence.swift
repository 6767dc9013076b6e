import FixedPoint
import TradingModel

extension InstructionDecoder {
  /// An array of older instructions: one atomic plan when all name the same `atomic_group_id`,
  /// otherwise a sequence in which each group is an atomic plan of its own.
  static func decodeSequence(
    _ elements: [JSONValue], whole: JSONValue, context: DecodingContext, defaultID: String?
  ) throws(InstructionError) -> Instruction {
    guard (1...256).contains(elements.count) else {
      throw context.error(
        .invalidValue, "$", found: "\(elements.count) instructions",
        "The array is empty or longer than 256.", hint: "Send 1 to 256 instructions.")
    }
    var members: [DialectMember] = []
    for (index, element) in elements.enumerated() {
      let member = try member(element, index: index, context: context)
      if members.contains(where: { $0.key == member.key }) {
        throw context.error(
          .conflict, "$[\(index)]", found: member.key, "Two instructions have this id.",
          hint: "Give each its own.")
      }
      members.append(member)
    }
    let groups = try groups(of: members, context: context)
    var plan = Plan(name: "", mode: .sequence, legs: [])
    if groups.count == 1, let group = groups.first, group.first?.group != nil {
      plan = try atomicPlan(group)
    } else {
      for group in groups {
        guard let first = group.first else { continue }
        if first.group == nil {
          guard let action = first.action else { throw loneRepayment(first) }
          plan.legs.append(Leg(key: first.key, action: action))
        } else {
          plan.legs.append(Leg(key: first.key, action: .plan(try atomicPlan(group))))
        }
      }
    }
    let id = try identifier(
      members[0].identifier, path: "$[0]", context: context, defaultID: defaultID)
    return Instruction(
      id: defaultID ?? id, action: .plan(plan), expectedDeltas: try summed(members, context),
      bodyDigest: digest(whole, omitting: ""))
  }

  private static func member(
    _ element: JSONValue, index: Int, context: DecodingContext
  ) throws(InstructionError) -> DialectMember {
    let isOrder = element["operation_id"] != nil
    let reader = try FieldReader(
      element, path: "$[\(index)]", context: context,
      table: isOrder ? DialectVocabulary.order : DialectVocabulary.flat)
    let operation = try legacyOperation(reader)
    let name = isOrder ? "operation_id" : "id"
    var key = "leg\(index + 1)"
    if reader.has(name) {
      let text = try identifier(
        reader.value(name), path: reader.path(name), context: context, defaultID: nil)
      key = String(text.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" }.prefix(64))
    }
    let action = try legacyAction(reader, operation: operation)
    let group = try isAtomic(reader) ? try reader.optionalText("atomic_group_id") : nil
    return DialectMember(
      key: key, identifier: reader.value(name), action: action, group: group,
      sequence: try reader.integer("sequence_in_group", 0...100_000) ?? index,
      deltas: try expectedDeltas(reader), reader: reader)
  }

  private static func groups(
    of members: [DialectMember], context: DecodingContext
  ) throws(InstructionError) -> [[DialectMember]] {
    var groups: [[DialectMember]] = []
    for member in members {
      let index = groups.firstIndex { $0.first?.group == member.group }
      if member.group != nil, let index {
        groups[index].append(member)
      } else {
        groups.append([member])
      }
    }
    return groups
  }

  private static func atomicPlan(_ group: [DialectMember]) throws(InstructionError) -> Plan {
    let sorted = group.enumerated().sorted {
      ($0.element.sequence, $0.offset) < ($1.element.sequence, $1.offset)
    }.map(\.element)
    var plan = Plan(name: sorted.first?.group ?? "", mode: .atomic, legs: [])
    var borrowed = false
    for member in sorted {
      guard let action = member.action else {
        guard borrowed else { throw loneRepayment(member) }
        continue
      }
      guard case .onChain(let chain) = action else {
        throw member.reader.conflict(
          "execution_mode", "Only on-chain operations can be atomic.", hint: "Write sequential.")
      }
      borrowed = borrowed || chain.steps.contains { $0.operation == .flash }
      plan.legs.append(Leg(key: member.key, action: action))
    }
    return plan
  }

  private static func loneRepayment(_ member: DialectMember) -> InstructionError {
    member.reader.conflict(
      "operation", "There is no flash_borrow before this flash_repay.",
      hint: "Put both into one atomic group.")
  }

  private static func summed(
    _ members: [DialectMember], _ context: DecodingContext
  ) throws(InstructionError) -> [ExpectedDelta] {
    var result: [ExpectedDelta] = []
    for delta in members.flatMap(\.deltas) {
      guard let index = result.firstIndex(where: { $0.key == delta.key }) else {
        result.append(delta)
        continue
      }
      guard let sum = result[index].amount.adding(delta.amount) else {
        throw context.error(
          .invalidNumber, "$", found: delta.key, "The sum of the expected deltas is too large.")
      }
      result[index] = ExpectedDelta(key: delta.key, amount: sum)
    }
    return result.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }
}
