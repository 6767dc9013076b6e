import TradingModel

/// The words of the instruction language, as data.
public enum InstructionVocabulary {
  /// The schema name an instruction in the native form carries.
  public static let schema = "venues.instruction/1"
  /// Fields only the outermost object has.
  public static let envelope = ["schema", "id"]
  /// The kinds of action.
  public static let actions = ["trade", "onchain", "transfer", "plan"]

  /// A trade.
  public static let trade = FieldTable(
    "trade",
    [
      "action", "venue", "market", "pair", "side", "type", "quantity", "price", "timeInForce",
      "expiresAt", "postOnly", "reduceOnly", "trigger", "protect", "marginMode", "limits",
      "require",
    ])
  /// Condition of a triggered order.
  public static let trigger = FieldTable("trigger", ["price", "by"])
  /// Protection of a position.
  public static let protect = FieldTable("protect", ["stopLoss", "takeProfit"])
  /// One side of protection.
  public static let protection = FieldTable("protection", ["trigger", "by"])
  /// Limits of a trade.
  public static let limits = FieldTable("limits", ["maxSlippageBps"])
  /// Conditions of any action.
  public static let require = FieldTable(
    "require",
    [
      "netDeltaMax", "healthFactorMin", "liquidationDistanceMinPct", "costMaxBps",
      "maxSlippageBps", "maxLeverage", "oracleMaxAge", "pegMaxDeviationBps", "positionMode",
    ])
  /// One operation on a chain.
  public static let step = FieldTable(
    "step",
    [
      "op", "protocol", "token", "amount", "receive", "minReceived", "feeTier", "tokenIn",
      "tokenOut", "amountIn", "minOut", "category", "enabled", "to", "spender", "rate",
    ])
  /// Fields an on-chain action has besides those of its single step.
  public static let onChainCommon = [
    "action", "chain", "wallet", "steps", "atomic", "gas", "approvals", "require",
  ]
  /// An on-chain action: with `steps`, or with the fields of one step.
  public static let onChain = FieldTable("onchain", onChainCommon + step.fields)
  /// What gas may cost.
  public static let gas = FieldTable("gas", ["maxFeeGwei", "replaceAfter", "maxBumps", "private"])
  /// A transfer.
  public static let transfer = FieldTable(
    "transfer",
    ["action", "asset", "amount", "from", "to", "network", "memo", "probe", "credit", "require"])
  /// One end of a transfer.
  public static let endpoint = FieldTable("endpoint", ["venue", "wallet", "chain", "address"])
  /// When a transfer counts as arrived.
  public static let credit = FieldTable("credit", ["confirmations", "timeout"])
  /// A plan.
  public static let plan = FieldTable(
    "plan",
    ["action", "name", "mode", "pacing", "require", "onUnknown", "deadline", "legs"])
  /// How a plan splits its work.
  public static let pacing = FieldTable("pacing", ["slice", "maxUnhedged"])
  /// One leg of a plan.
  public static let leg = FieldTable("leg", ["key", "after", "do", "undo", "deadline"])

  /// Every object of the native form.
  public static let objects = [
    trade, trigger, protect, protection, limits, require, step, onChain, gas, transfer, endpoint,
    credit, plan, pacing, leg,
  ]

  /// Every list of words of the native form: `object.field` and the words.
  public static let enumerations: [(field: String, words: [String])] = [
    ("trade.market", Market.allCases.map(\.rawValue)),
    ("trade.side", Side.allCases.map(\.rawValue)),
    ("trade.type", OrderType.allCases.map(\.rawValue)),
    ("trade.timeInForce", TimeInForce.allCases.map(\.rawValue)),
    ("trade.marginMode", MarginMode.allCases.map(\.rawValue)),
    ("trigger.by", TriggerReference.allCases.map(\.rawValue)),
    ("protection.by", TriggerReference.allCases.map(\.rawValue)),
    ("require.positionMode", PositionMode.allCases.map(\.rawValue)),
    ("step.op", ChainOperation.allCases.map(\.rawValue)),
    ("step.rate", BorrowRate.allCases.map(\.rawValue)),
    ("onchain.approvals", ApprovalPolicy.allCases.map(\.rawValue)),
    ("plan.mode", PlanMode.allCases.map(\.rawValue)),
    ("plan.onUnknown", UnknownPolicy.allCases.map(\.rawValue)),
  ]
}
