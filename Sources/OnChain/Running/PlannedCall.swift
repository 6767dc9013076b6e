import Ethereum
import FixedPoint

/// One call of the desk's account.
public struct PlannedCall: Hashable, Sendable {
  /// The called account.
  public var to: Address
  /// Wei sent along.
  public var value: UInt256
  /// Calldata; empty for a plain payment.
  public var data: [UInt8]

  /// Describes a call.
  public init(to: Address, value: UInt256 = .zero, data: [UInt8] = []) {
    self.to = to
    self.value = value
    self.data = data
  }
}
