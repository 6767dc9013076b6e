import FixedPoint

/// What a transaction of type 2 offers for a unit of gas, in wei (EIP-1559).
public struct FeeQuote: Hashable, Sendable {
  /// The most in all, base fee included.
  public var maxFeePerGas: UInt256
  /// The most above the base fee.
  public var maxPriorityFeePerGas: UInt256

  /// A quote by its two caps.
  public init(maxFeePerGas: UInt256, maxPriorityFeePerGas: UInt256) {
    self.maxFeePerGas = maxFeePerGas
    self.maxPriorityFeePerGas = maxPriorityFeePerGas
  }
}
