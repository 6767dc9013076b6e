/// What a key may do.
public enum KeyPermission: String, Hashable, Sendable, CaseIterable {
  /// Read balances, orders and history.
  case read
  /// Trade spot.
  case spot
  /// Trade derivatives.
  case futures
  /// Move between the account's own wallets.
  case transfer
  /// Withdraw.
  case withdraw
}
