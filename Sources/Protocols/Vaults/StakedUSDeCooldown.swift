import FixedPoint

/// What an account has waiting in sUSDe's silo.
public struct StakedUSDeCooldown: Hashable, Sendable {
  /// When it may be claimed, Unix seconds.
  public var end: UInt64
  /// USDe waiting, token units.
  public var amount: UInt256

  /// Nothing waiting unless given.
  public init(end: UInt64 = 0, amount: UInt256 = .zero) {
    self.end = end
    self.amount = amount
  }
}
