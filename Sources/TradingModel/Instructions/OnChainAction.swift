import FixedPoint

/// One on-chain operation as written in an instruction, names unresolved.
public struct OnChainStep: Hashable, Codable, Sendable {
  /// What is done.
  public var operation: ChainOperation
  /// The protocol's venue name; nil for wrap, unwrap, approve, revoke and transfer.
  public var protocolName: String?
  /// Symbol of the token given.
  public var token: String
  /// How much, in units of `token`.
  public var amount: AmountExpression
  /// Symbol of the token received.
  public var receive: String?
  /// Least to be received.
  public var minimumReceived: Quantity?
  /// Pool fee of a swap as a fraction (feeTier 500 is 0.0005).
  public var poolFee: Rate?
  /// E-mode category number.
  public var category: Int?
  /// On or off of `setCollateral`.
  public var enabled: Bool?
  /// Recipient of `transfer`, spender of `approve` and `revoke`.
  public var counterparty: String?

  /// Describes an operation.
  public init(
    operation: ChainOperation, protocolName: String? = nil, token: String,
    amount: AmountExpression
  ) {
    self.operation = operation
    self.protocolName = protocolName
    self.token = token
    self.amount = amount
  }
}

/// One or more on-chain operations.
public struct OnChainAction: Hashable, Codable, Sendable {
  /// The chain's name.
  public var chain: String
  /// The desk wallet's name; nil for the only one.
  public var wallet: String?
  /// What is done, in order.
  public var steps: [OnChainStep]
  /// All or nothing in one transaction.
  public var isAtomic = false
  /// Highest price per gas in native units (40 gwei = 4e-8); nil for no cap.
  public var maximumFeePerGas: Quantity?
  /// Conditions of this action.
  public var requirements = Requirements()

  /// Describes an action.
  public init(chain: String, wallet: String? = nil, steps: [OnChainStep]) {
    self.chain = chain
    self.wallet = wallet
    self.steps = steps
  }
}
