import TradingModel

/// Why a world cannot take the balances it is given.
public enum SimulationError: Error, Hashable, Sendable {
  /// The venue is not in the catalog.
  case unknownVenue(VenueID)
  /// Nothing of this kind can be held at that venue here (perpetuals open by orders only).
  case unsupportedPosition(PositionKey)
  /// More is taken than is held.
  case insufficientBalance(PositionKey)
  /// The amount has more decimals than the token, or does not fit.
  case amountNotRepresentable(PositionKey)
  /// A lending position needs a wallet and the catalog names none.
  case noWallet
}
