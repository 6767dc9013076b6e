import FixedPoint
import TradingModel

extension InstructionDecoder {
  /// An on-chain action: `steps`, or one operation with `op` beside `chain`.
  static func onChain(_ reader: FieldReader) throws(InstructionError) -> OnChainAction {
    var action = OnChainAction(
      chain: try reader.text("chain"), wallet: try reader.optionalText("wallet"),
      steps: try steps(reader))
    action.isAtomic = try reader.flag("atomic") ?? false
    action.requirements = try requirements(reader)
    _ = try reader.choice("approvals", ApprovalPolicy.self)
    if let gas = try reader.object("gas", InstructionVocabulary.gas) {
      if let gwei = try gas.positive("maxFeeGwei") {
        guard let fee = FieldReader.exactQuotient(gwei, 1_000_000_000) else {
          throw gas.invalid(
            "maxFeeGwei", "A wei is the smallest unit.", hint: "Write at most 9 decimals.")
        }
        action.maximumFeePerGas = Quantity(fee)
      }
      _ = try gas.span("replaceAfter")
      _ = try gas.integer("maxBumps", 0...100)
      _ = try gas.flag("private")
    }
    return action
  }

  private static func steps(_ reader: FieldReader) throws(InstructionError) -> [OnChainStep] {
    guard let value = reader.value("steps") else {
      guard reader.has("op") else {
        throw reader.missing("op", "Write op for one operation, or steps for several.")
      }
      return [try step(reader)]
    }
    for name in InstructionVocabulary.step.fields where reader.has(name) {
      throw reader.conflict(
        name, "An action with steps has no operation of its own.", hint: "Move \(name) into a step."
      )
    }
    guard case .array(let elements) = value else {
      throw reader.wrongType("steps", value, expected: "an array of steps")
    }
    guard !elements.isEmpty else {
      throw reader.invalid("steps", "There are no steps.", hint: "Write at least one.")
    }
    var steps: [OnChainStep] = []
    for (index, element) in elements.enumerated() {
      let inner = try FieldReader(
        element, path: "\(reader.path("steps"))[\(index)]", context: reader.context,
        table: InstructionVocabulary.step)
      steps.append(try step(inner))
    }
    return steps
  }

  private static func step(_ reader: FieldReader) throws(InstructionError) -> OnChainStep {
    let operation = try reader.requiredChoice("op", ChainOperation.self)
    let needs = OperationFields(operation)
    try checkAliases(reader)
    for name in InstructionVocabulary.step.fields
    where name != "op" && reader.has(name) && !needs.allowed.contains(Self.canonicalName(name)) {
      throw reader.conflict(
        name, "The operation \(operation.rawValue) has no \(name).", hint: "Remove \(name).")
    }
    let token = reader.has("tokenIn") ? "tokenIn" : "token"
    let amountName = reader.has("amountIn") ? "amountIn" : "amount"
    for name in needs.required {
      let written = name == "token" ? token : name == "amount" ? amountName : name
      let other = name == "receive" && reader.has("tokenOut") ? "tokenOut" : written
      guard reader.has(other) else {
        throw reader.missing(other, "The operation \(operation.rawValue) needs \(other).")
      }
    }
    let amount = try reader.amount(amountName)
    if amount == .max, operation == .borrow || operation == .flash {
      throw reader.invalid(
        amountName, "There is no most to \(operation.rawValue).", hint: "Write a number.")
    }
    let usual: AmountExpression = operation == .claim ? .max : .exact(.zero)
    var step = OnChainStep(
      operation: operation, protocolName: try reader.optionalText("protocol"),
      token: try reader.optionalText(token) ?? "", amount: amount ?? usual)
    step.receive = try reader.optionalText(reader.has("tokenOut") ? "tokenOut" : "receive")
    let least = try reader.positive(reader.has("minOut") ? "minOut" : "minReceived")
    step.minimumReceived = least.map { Quantity($0) }
    if let tier = try reader.integer("feeTier", 1...999_999) {
      step.poolFee = Rate(Decimal18(mantissa: Int128(tier) * (Decimal18.scaleFactor / 1_000_000)))
    }
    step.category = try reader.integer("category", 0...255)
    step.enabled = try reader.flag("enabled")
    step.counterparty = try reader.optionalText(operation == .transfer ? "to" : "spender")
    _ = try reader.choice("rate", BorrowRate.self)
    return step
  }

  /// The usual name of a swap's field.
  static func canonicalName(_ name: String) -> String {
    switch name {
    case "tokenIn": "token"
    case "tokenOut": "receive"
    case "amountIn": "amount"
    case "minOut": "minReceived"
    default: name
    }
  }

  private static func checkAliases(_ reader: FieldReader) throws(InstructionError) {
    for name in ["tokenIn", "tokenOut", "amountIn", "minOut"] where reader.has(name) {
      let usual = canonicalName(name)
      if reader.has(usual) {
        throw reader.conflict(name, "\(name) and \(usual) are the same.", hint: "Keep one.")
      }
    }
  }
}
