import FixedPoint

/// One asset an account owes.
public struct AaveDebt: Hashable, Sendable {
  /// Debt with interest in token units.
  public var amount: UInt256
  /// Decimals of the token.
  public var decimals: Int
  /// The oracle's price of one whole token, in base-currency units (USD with 8 decimals).
  public var price: UInt256

  /// A debt by its parts.
  public init(amount: UInt256, decimals: Int, price: UInt256) {
    self.amount = amount
    self.decimals = decimals
    self.price = price
  }
}
