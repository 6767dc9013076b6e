import FixedPoint
import TradingModel

/// A wallet of the desk: its tokens, its lending positions and its claims.
struct WalletAccount: Hashable, Sendable {
  let venue: VenueID
  /// Token units by asset index.
  var balances: [UInt256]
  /// Scaled supply by index in the catalog's reserves.
  var scaledSupply: [UInt256]
  /// Scaled debt by index in the catalog's reserves.
  var scaledDebt: [UInt256]
  /// Supply in token units as last told, by reserve.
  var toldSupply: [UInt256]
  /// Debt in token units as last told, by reserve.
  var toldDebt: [UInt256]
  /// Whether a supply counts as collateral, by reserve.
  var isCollateral: [Bool]
  /// E-mode category by venue index, 0 for none.
  var eMode: [Int]
  var claims: [ClaimTicket] = []
  /// When the last transaction's result is told; accruals are told no earlier.
  var toldUntil = Timestamp(nanoseconds: .min)

  init(venue: VenueID, catalog: Catalog) {
    self.venue = venue
    balances = Array(repeating: .zero, count: catalog.assets.count)
    let none = Array(repeating: UInt256.zero, count: catalog.reserves.count)
    scaledSupply = none
    scaledDebt = none
    toldSupply = none
    toldDebt = none
    isCollateral = Array(repeating: true, count: catalog.reserves.count)
    eMode = Array(repeating: 0, count: catalog.venues.count)
  }
}
