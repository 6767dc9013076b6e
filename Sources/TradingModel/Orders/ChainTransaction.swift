import FixedPoint

/// An operation on a protocol or token.
public enum ChainOperation: String, Hashable, Codable, Sendable, CaseIterable {
  /// Native to wrapped (ETH → WETH), or stETH → wstETH.
  case wrap
  /// The reverse.
  case unwrap
  /// Allows a spender to take a token.
  case approve
  /// Sets an allowance to zero.
  case revoke
  /// Sends a token to an address.
  case transfer
  /// Supplies collateral.
  case supply
  /// Takes supplied collateral back.
  case withdraw
  /// Borrows at the variable rate.
  case borrow
  /// Pays debt back.
  case repay
  /// Chooses the e-mode category.
  case setEMode
  /// Turns an asset's use as collateral on or off.
  case setCollateral
  /// Stakes into a liquid staking token.
  case stake
  /// Asks for the staked asset back.
  case unstake
  /// Claims a finished withdrawal or a reward.
  case claim
  /// Exchanges one token for another.
  case swap
  /// Borrows within one transaction; repaid at its end.
  case flash
}

/// How much a chain step moves.
public enum ChainAmount: Hashable, Codable, Sendable {
  /// Exactly so many units.
  case exact(Quantity)
  /// All there is: the balance, or the whole debt.
  case max
  /// What an earlier step of the same transaction received (index from 0).
  case outputOfStep(Int)
}

/// One resolved step of a chain transaction.
public struct ChainStep: Hashable, Codable, Sendable {
  /// What is done.
  public var operation: ChainOperation
  /// The protocol's venue; the chain itself for wrap, approve and transfer.
  public var venue: VenueID
  /// The token given (or borrowed, or withdrawn).
  public var token: AssetID
  /// How much, in units of `token`.
  public var amount: ChainAmount
  /// The token received by stake, unstake, swap and claim.
  public var receive: AssetID?
  /// Least to be received, in units of `receive`.
  public var minimumReceived: Quantity?
  /// Pool fee of a swap, as a fraction.
  public var poolFee: Rate?
  /// E-mode category of `setEMode`.
  public var category: Int?
  /// On or off of `setCollateral`.
  public var enabled: Bool?
  /// Recipient of `transfer` or spender of `approve`: an address or the name of a venue.
  public var counterparty: String?

  /// Describes a step.
  public init(
    operation: ChainOperation, venue: VenueID, token: AssetID, amount: ChainAmount,
    receive: AssetID? = nil, minimumReceived: Quantity? = nil, poolFee: Rate? = nil,
    category: Int? = nil, enabled: Bool? = nil, counterparty: String? = nil
  ) {
    self.operation = operation
    self.venue = venue
    self.token = token
    self.amount = amount
    self.receive = receive
    self.minimumReceived = minimumReceived
    self.poolFee = poolFee
    self.category = category
    self.enabled = enabled
    self.counterparty = counterparty
  }
}

/// Steps that go to a chain together.
public struct ChainTransaction: Hashable, Codable, Sendable {
  /// The core's number.
  public let id: ActionID
  /// The chain.
  public let chain: VenueID
  /// The desk wallet's venue.
  public let wallet: VenueID
  /// What is done, in order.
  public let steps: [ChainStep]
  /// All or nothing in one transaction; otherwise one transaction a step.
  public let isAtomic: Bool
  /// Health factor that must hold after the last step; nil for no condition.
  public let minimumHealthFactor: Rate?
  /// Highest price per gas, in native units (1 gwei = 1e-9); nil for the chain's own.
  public let maximumFeePerGas: Quantity?

  /// Describes a transaction.
  public init(
    id: ActionID, chain: VenueID, wallet: VenueID, steps: [ChainStep], isAtomic: Bool,
    minimumHealthFactor: Rate? = nil, maximumFeePerGas: Quantity? = nil
  ) {
    self.id = id
    self.chain = chain
    self.wallet = wallet
    self.steps = steps
    self.isAtomic = isAtomic
    self.minimumHealthFactor = minimumHealthFactor
    self.maximumFeePerGas = maximumFeePerGas
  }
}
