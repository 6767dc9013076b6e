/// The kind of market an instrument trades in.
public enum Market: String, Hashable, Codable, Sendable, CaseIterable {
  /// Immediate exchange of base against quote.
  case spot
  /// A linear perpetual future, margined and settled in its quote asset.
  case perp
}
