import TradingModel

/// Why the books refused an event; they are then exactly as before it.
public enum PortfolioError: Error, Hashable, Sendable {
  /// The catalog has no such asset.
  case unknownAsset(AssetID)
  /// The catalog has no such instrument.
  case unknownInstrument(InstrumentID)
  /// The catalog has no such venue.
  case unknownVenue(VenueID)
  /// A perpetual is to be changed at its mark and none is known.
  case missingMark(InstrumentID)
  /// Movements with cause ``Cause/transfer`` do not net to zero for this asset.
  case unbalancedTransfer(AssetID)
  /// A price is not above zero, or a quantity of a fill is not.
  case invalidFill(InstrumentID)
  /// A position's key names a perpetual by an asset, or a balance by an instrument.
  case malformedKey(PositionKey)
  /// An amount or price is beyond what the books hold (2^120 and 2^100 units of 1e-18).
  case overflow
}
