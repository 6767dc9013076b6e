import FixedPoint
import TradingModel

/// One side of a ledger record.
public struct Posting: Hashable, Sendable {
  /// Whose balance changes.
  public enum Account: Hashable, Sendable {
    /// A position of the desk.
    case position(PositionKey)
    /// The rest of the world, by why it gave or took.
    case cause(Cause)
  }

  /// Whose balance changes.
  public let account: Account
  /// Of what.
  public let subject: PositionKey.Subject
  /// By how much.
  public let amount: Quantity
}
