import FixedPoint
import TradingModel

/// How a transfer will go: its costs and the instants of its steps.
struct TransferPlan: Hashable, Sendable {
  /// Fee kept by the source, in asset units.
  let fee: Quantity
  /// Time from the request to the transaction on chain.
  let departure: TimeSpan
  /// Time from the transaction to the credit.
  let confirmation: TimeSpan
  /// Whether what arrives is below the destination's smallest deposit and is never credited.
  let isStuck: Bool
  /// The chain whose gas a wallet pays; nil for an exchange's withdrawal.
  let gas: ChainProfile?
}
