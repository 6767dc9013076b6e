import TradingModel
import Venues

extension HistoricalFeed {
  /// The feed as if its source had fallen silent: nothing at or after that instant.
  public func ending(at time: Timestamp) -> HistoricalFeed { keeping { at, _ in at < time } }

  /// The feed with a hole: nothing from the first instant up to, not including, the second.
  public func withHole(from start: Timestamp, until end: Timestamp) -> HistoricalFeed {
    keeping { at, _ in at < start || at >= end }
  }

  /// The feed without one instrument.
  public func without(_ instrument: InstrumentID) -> HistoricalFeed {
    keeping { _, update in
      switch update {
      case .quote(let id, _), .bar(let id, _), .open(let id, _), .mark(let id, _),
        .funding(let id, _, _):
        id != instrument
      default: true
      }
    }
  }
}
