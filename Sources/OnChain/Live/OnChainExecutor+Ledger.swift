import FixedPoint
import TradingModel

extension OnChainExecutor {
  /// Goes on from a ledger that was told things before: what differs on the chain is told by the
  /// next ``refresh()``. Positions that the executor does not read are not looked at.
  /// - Throws: `CallFailure.refused` for an amount that is no whole number of smallest units.
  public func goOn(from ledger: [PositionKey: Quantity]) throws {
    var told = balances
    for key in told.amounts.keys.sorted() {
      guard let asset = key.asset else { continue }
      told.amounts[key] = try units(of: ledger[key] ?? .zero, asset)
    }
    adopt(told)
  }
}
