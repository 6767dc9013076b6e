import FixedPoint
import Protocols
import TradingModel

/// A lending reserve with its current indices.
struct ReserveState: Hashable, Sendable {
  let reserve: LendingReserve
  /// Value of one scaled unit of supply, ray.
  var liquidityIndex = RayMath.ray
  /// Value of one scaled unit of debt, ray.
  var borrowIndex = RayMath.ray
  /// Whether an index has been observed; until then balances are counted at one.
  var isObserved = false
}
