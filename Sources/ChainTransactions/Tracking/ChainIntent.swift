import Ethereum
import FixedPoint
import TradingModel

/// One call that shall be mined once.
public struct ChainIntent: Hashable, Sendable {
  /// The core's number.
  public let action: ActionID
  /// The called account.
  public let to: Address
  /// Wei sent along.
  public let value: UInt256
  /// Calldata.
  public let data: [UInt8]
  /// The most gas it may use.
  public let gasLimit: UInt64
  /// How soon it should be mined.
  public let urgency: FeeUrgency
  /// The most wei a unit of gas may cost, below the policy's cap; nil for the policy's.
  public let maximumFeePerGas: UInt256?
  /// Kept from the public pool: sent to private relays only.
  public let isPrivate: Bool
  /// Whose code the account shall act by from then on (EIP-7702), the zero address for none; nil
  /// where that does not change.
  public let delegate: Address?

  /// Describes an intent.
  public init(
    action: ActionID, to: Address, value: UInt256, data: [UInt8], gasLimit: UInt64,
    urgency: FeeUrgency = .normal, maximumFeePerGas: UInt256? = nil, isPrivate: Bool = false,
    delegate: Address? = nil
  ) {
    self.action = action
    self.to = to
    self.value = value
    self.data = data
    self.gasLimit = gasLimit
    self.urgency = urgency
    self.maximumFeePerGas = maximumFeePerGas
    self.isPrivate = isPrivate
    self.delegate = delegate
  }
}
