import Ethereum
import FixedPoint
import Protocols
import TradingModel

/// An atomic group as it is carried out: the executor's calls, and what the account must grant it
/// before.
struct GroupPlan: Hashable, Sendable {
  /// Something the executor takes from the account or borrows for it.
  struct Grant: Hashable, Sendable {
    /// Whether it is a delegation on a debt token, instead of an allowance.
    var isDelegation: Bool
    /// The token, or the debt token.
    var token: Address
    /// Token units in all.
    var amount: UInt256
    /// Whether the token's allowance is set to zero before it is changed.
    var resetsFirst: Bool
  }

  /// What the executor does.
  var group = DeskGroup()
  /// Wei the transaction carries.
  var value = UInt256.zero
  /// What the account grants before.
  var grants: [Grant] = []
  /// What each step gives by the state at planning, where it gives something.
  var outputs: [ChainOutput?] = []
}
