import TradingModel

/// One change of an event, checked and applied with the others or not at all.
struct StagedChange: Sendable {
  /// The ledger's key.
  let key: PositionKey
  let cause: Cause
  /// Change of the position's amount by its own sign convention; zero for a perpetual's claim.
  let amount: Int128
  /// Asset whose units change; -1 for the size of a perpetual.
  let asset: Int
  /// Change of those units; for the size of a perpetual its own.
  let units: Int128
  /// Index of the account its value is posted to.
  let account: Int
  /// Slot in the position book; -1 for a perpetual's claim.
  var slot: Int = -1
}
