/// One port of the server: a venue, or the part of it that its clients reach under one address.
public enum VenueSegment: String, Hashable, Sendable, CaseIterable {
  /// Binance spot and wallet: `api.binance.com`.
  case binanceSpot = "binance"
  /// Binance USDⓈ-M futures: `fapi.binance.com`.
  case binanceFutures = "binanceusdm"
  /// Bybit v5.
  case bybit
  /// OKX v5.
  case okx
  /// The simulator's own administration.
  case admin

  /// The venue's id in the definitions; empty for the administration.
  public var venue: String {
    switch self {
    case .binanceSpot, .binanceFutures: "binance"
    case .bybit: "bybit"
    case .okx: "okx"
    case .admin: ""
    }
  }
}
