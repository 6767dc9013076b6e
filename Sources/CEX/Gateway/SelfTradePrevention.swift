/// What happens when an order would trade with the account's own.
public enum SelfTradePrevention: String, Sendable, CaseIterable {
  /// They trade.
  case none
  /// The resting order goes.
  case cancelMaker
  /// The incoming order goes.
  case cancelTaker
  /// Both go.
  case cancelBoth
}
