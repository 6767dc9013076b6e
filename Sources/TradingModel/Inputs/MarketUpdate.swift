import FixedPoint

/// Something learned about the world that is nobody's private matter.
public enum MarketUpdate: Hashable, Codable, Sendable {
  /// A new best bid and ask.
  case quote(InstrumentID, Quote)
  /// A bar that has just closed.
  case bar(InstrumentID, Bar)
  /// The first price of the bar that begins now: all of a bar that is known at its beginning.
  case open(InstrumentID, Price)
  /// The venue's mark price of a perpetual.
  case mark(InstrumentID, Price)
  /// Funding is settled now at this rate on positions held; positive: longs pay shorts. The span
  /// is the time since the previous settlement.
  case funding(InstrumentID, rate: Rate, interval: TimeSpan)
  /// Indices of a lending reserve, as decimals about 1 (ray / 1e27), and current yearly rates.
  case reserve(
    venue: VenueID, asset: AssetID, liquidityIndex: Rate, borrowIndex: Rate, supplyRate: Rate,
    borrowRate: Rate)
  /// The protocol rate of a backed asset: units of its backing asset per unit.
  case conversionRate(AssetID, Rate)
  /// The market's rate of a backed asset: units of its backing asset per unit.
  case marketRate(AssetID, Rate)
  /// The price of an asset in a reference asset, from an oracle or an index, and when it was
  /// last updated.
  case oraclePrice(AssetID, quote: AssetID, Price, updatedAt: Timestamp)
  /// Price per gas on a chain in native units (1 gwei = 1e-9).
  case gasPrice(VenueID, Quantity)
  /// The rules of an instrument, new or refreshed. Boxed, so that a quote is not as large.
  indirect case instrument(Instrument)
}
