import TradingModel

/// Where what comes from outside is put: the only way in which I/O answers. May be called from any
/// thread and never waits.
public protocol InputSink: Sendable {
  /// Puts an input in; false where it was not taken, which is only ever a market update that a
  /// newer one will replace, or anything after the end.
  @discardableResult
  func put(_ input: Input) -> Bool
}
