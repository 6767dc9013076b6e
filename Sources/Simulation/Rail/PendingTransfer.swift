import FixedPoint
import TradingModel

/// A transfer that has left its source and not reached its destination.
struct PendingTransfer: Hashable, Sendable {
  let request: TransferRequest
  /// What will be credited; it is in transit until then.
  let amount: Quantity
}
