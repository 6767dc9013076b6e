import FixedPoint
import TradingModel

/// Imported history the markets replay instead of a walk of their own. Times are the history's; the
/// server moves them so that ``start`` falls on the minute it is started in.
public struct MarketHistory: Sendable {
  /// The past of one instrument.
  public struct Series: Sendable {
    /// The venue's id.
    public var venue: String
    /// Symbol of the base asset.
    public var base: String
    /// Symbol of the quote asset.
    public var quote: String
    /// Whether it is a perpetual; else a spot market.
    public var isPerpetual: Bool
    /// Bars in ascending order, all of one length.
    public var bars: [Bar]
    /// Length of a bar.
    public var interval: TimeSpan
    /// Settled funding rates in ascending order.
    public var fundings: [(time: Timestamp, rate: Rate)]

    /// Describes the past of an instrument.
    public init(
      venue: String, base: String, quote: String, isPerpetual: Bool, bars: [Bar],
      interval: TimeSpan, fundings: [(time: Timestamp, rate: Rate)] = []
    ) {
      self.venue = venue
      self.base = base
      self.quote = quote
      self.isPerpetual = isPerpetual
      self.bars = bars
      self.interval = interval
      self.fundings = fundings
    }
  }

  /// The instant of the history at which the market begins.
  public var start: Timestamp
  /// What is known, instrument by instrument.
  public var series: [Series]

  /// History from an instant on.
  public init(start: Timestamp, series: [Series]) {
    self.start = start
    self.series = series
  }

  func series(of instrument: Instrument, in catalog: Catalog) -> Series? {
    series.first { series in
      series.venue == catalog[instrument.venue].name && !series.bars.isEmpty
        && series.isPerpetual == (instrument.market == .perp)
        && series.base == catalog[instrument.base].symbol
        && series.quote == catalog[instrument.quote].symbol
    }
  }
}
