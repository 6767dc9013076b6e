import FixedPoint
import TradingModel

/// One amount given by the account of a cause to the account of a position.
public struct LedgerRecord: Hashable, Sendable {
  /// The position. A perpetual's key with an asset as subject is the claim of its unrealised profit
  /// in units of the settle asset.
  public let key: PositionKey
  /// Why.
  public let cause: Cause
  /// Units given, negative when taken; a debt's units are negative.
  public let amount: Quantity
  /// Price in the reporting currency at which it was valued; nil where none was known, and for
  /// the size of a perpetual, whose value is its claim's.
  public let price: Price?

  /// The exact value of the amount; nil where no price was known.
  public var value: ExactMoney? { price.map { ExactMoney(amount.value, times: $0.value) } }
}
