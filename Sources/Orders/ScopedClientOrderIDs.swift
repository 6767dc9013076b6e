import TradingModel

/// The client order ids of one venue and account.
public final class ScopedClientOrderIDs: ClientOrderIDMaker {
  private let scheme: ClientOrderIDScheme
  private let scope: String

  /// The ids a scheme makes for a scope, `venue|account`.
  public init(_ scheme: ClientOrderIDScheme, scope: String) {
    self.scheme = scheme
    self.scope = scope
  }

  /// The text of an attempt.
  public func text(sequence: UInt64, leg: Int, attempt: Int) -> String {
    scheme.make(sequence: sequence, leg: leg, attempt: attempt, scope: scope).text
  }
}
