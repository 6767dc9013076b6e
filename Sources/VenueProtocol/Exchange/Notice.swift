import FixedPoint
import TradingModel

/// Something that happened in a wallet, to be told on its private streams.
enum Notice: Sendable {
  /// What happened to an order.
  enum Cause: String, Hashable, Sendable {
    case new, trade, canceled, expired, rejected, triggered, amended
  }

  /// An order changed.
  case order(account: Int, wallet: WalletKind, order: OrderRecord, cause: Cause, fill: FillRecord?)
  /// Balances changed.
  case balance(account: Int, wallet: WalletKind, asset: AssetID, amount: Quantity, reason: String)
  /// A position changed, beside by an order.
  case position(account: Int, wallet: WalletKind, feed: Int, reason: String)
}
