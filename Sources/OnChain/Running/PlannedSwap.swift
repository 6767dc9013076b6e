import Ethereum
import FixedPoint

/// A swap that is ready to be sent: whom to call with what, and what it gives at least.
struct PlannedSwap: Hashable, Sendable {
  /// The contract that takes the tokens and is called.
  let router: Address
  /// Wei sent along.
  let value: UInt256
  /// Calldata.
  let data: [UInt8]
  /// The least it gives, token units; less reverts.
  let minimum: UInt256
}
