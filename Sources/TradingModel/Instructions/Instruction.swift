import FixedPoint

/// What an instruction asks for.
public indirect enum Action: Hashable, Codable, Sendable {
  /// Buy or sell on an exchange.
  case trade(TradeAction)
  /// Operate on a chain.
  case onChain(OnChainAction)
  /// Move an asset.
  case transfer(TransferAction)
  /// Several legs.
  case plan(Plan)
}

extension Action {
  /// Conditions of the action itself; nil for a plan, which carries its own.
  public var requirements: Requirements? {
    switch self {
    case .trade(let trade): trade.requirements
    case .onChain(let onChain): onChain.requirements
    case .transfer(let transfer): transfer.requirements
    case .plan: nil
    }
  }

  /// The trades in it, in the order of the legs, plans inside legs included.
  public var trades: [TradeAction] {
    switch self {
    case .trade(let trade): [trade]
    case .onChain, .transfer: []
    case .plan(let plan): plan.legs.flatMap(\.action.trades)
    }
  }
}

/// One thing the desk wants done. Its id is the idempotency key: the same id with the same body
/// has the same result; with another body it is refused.
public struct Instruction: Hashable, Codable, Sendable {
  /// The caller's id.
  public var id: String
  /// What is asked for.
  public var action: Action
  /// Position changes the caller expects, checked against the actual ones: position key (printed
  /// form) and signed amount, sorted by key. From the older `Order` dialect.
  public var expectedDeltas: [ExpectedDelta]
  /// SHA-256 or other digest of the canonical body, for the idempotency check.
  public var bodyDigest: String

  /// Describes an instruction.
  public init(
    id: String, action: Action, expectedDeltas: [ExpectedDelta] = [], bodyDigest: String = ""
  ) {
    self.id = id
    self.action = action
    self.expectedDeltas = expectedDeltas
    self.bodyDigest = bodyDigest
  }
}

/// A position change a caller expects.
public struct ExpectedDelta: Hashable, Codable, Sendable {
  /// Printed position key.
  public let key: String
  /// Signed change.
  public let amount: Quantity

  /// Describes an expectation.
  public init(key: String, amount: Quantity) {
    self.key = key
    self.amount = amount
  }
}
