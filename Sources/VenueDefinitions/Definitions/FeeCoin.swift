/// The coin a trading fee is taken in.
public enum FeeCoin: String, Hashable, Sendable, CaseIterable {
  /// The asset bought and sold.
  case base
  /// The asset the price is in.
  case quote
  /// The asset margin is kept in.
  case settle
}
