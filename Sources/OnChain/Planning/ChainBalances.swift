import FixedPoint
import TradingModel

/// What the account holds and owes at one block, in token units, as the contracts' own views say.
public struct ChainBalances: Hashable, Sendable {
  /// The block.
  public var block: UInt64
  /// Amounts by position; what is zero is present too.
  public var amounts: [PositionKey: UInt256]

  /// Balances of a block.
  public init(block: UInt64, amounts: [PositionKey: UInt256] = [:]) {
    self.block = block
    self.amounts = amounts
  }

  /// The amount of a position, zero where it is not known.
  public subscript(key: PositionKey) -> UInt256 { amounts[key] ?? .zero }
}
