import FixedPoint

/// Why a balance changed. Each cause has a bucket of its own in the PnL attribution.
public enum Cause: String, Hashable, Codable, Sendable, CaseIterable {
  /// The balances a run starts with, deposits and withdrawals of the owner.
  case opening
  /// One side of an exchange of assets, or a realised perpetual PnL.
  case trade
  /// An exchange's or a protocol's fee.
  case fee
  /// A perpetual's funding payment.
  case funding
  /// Interest earned on supply.
  case interest
  /// Interest owed on debt.
  case borrowInterest
  /// Growth of a staking rate.
  case staking
  /// Rewards paid beside the staking rate.
  case reward
  /// Gas paid to a chain.
  case gas
  /// Movement between places of the desk; nets to zero.
  case transfer
  /// Fee of a transfer.
  case transferFee
  /// Movement between forms of the desk's own funds (supply, stake, wrap, borrow principal).
  case conversion
  /// Collateral or margin lost to a liquidation.
  case liquidation
}

/// One signed change of one position.
public struct Movement: Hashable, Codable, Sendable {
  /// The position changed.
  public let key: PositionKey
  /// Change in units of the asset (debts: positive when owed more; perpetuals: base units).
  public let amount: Quantity
  /// Why.
  public let cause: Cause

  /// Describes a change.
  public init(key: PositionKey, amount: Quantity, cause: Cause) {
    self.key = key
    self.amount = amount
    self.cause = cause
  }
}
