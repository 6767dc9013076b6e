import FixedPoint

/// What an operation moved: underlying, and the scaled units minted or burnt for it.
public struct AaveTokenChange: Hashable, Sendable {
  /// Underlying in token units.
  public var amount: UInt256
  /// Scaled aToken or debt-token units.
  public var scaledAmount: UInt256

  /// Both in token units.
  public init(amount: UInt256, scaledAmount: UInt256) {
    self.amount = amount
    self.scaledAmount = scaledAmount
  }
}
