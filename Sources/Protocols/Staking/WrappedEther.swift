import FixedPoint

/// WETH9: one token for one wei of ether, both ways, without fee.
public struct WrappedEther: Hashable, Sendable {
  /// All WETH, equal to the ether held, wei.
  public var totalSupply: UInt256

  /// A contract holding `totalSupply` wei.
  public init(totalSupply: UInt256 = .zero) {
    self.totalSupply = totalSupply
  }

  /// Takes `amount` wei of ether and returns the WETH minted, the same number.
  ///
  /// - Throws: `overflow`.
  public mutating func deposit(_ amount: UInt256) throws(ProtocolMathError) -> UInt256 {
    totalSupply = try totalSupply.checkedAdding(amount)
    return amount
  }

  /// Burns `amount` WETH of an account holding `balance` and returns the ether paid.
  ///
  /// - Throws: `insufficientBalance`.
  public mutating func withdraw(
    _ amount: UInt256, balance: UInt256
  ) throws(ProtocolMathError) -> UInt256 {
    if amount > balance || amount > totalSupply { throw .insufficientBalance }
    totalSupply = totalSupply &- amount
    return amount
  }
}
