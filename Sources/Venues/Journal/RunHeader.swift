import Hashing
import TradingModel

/// What a journal belongs to. A run may be continued only with the same.
struct RunHeader: Hashable, Sendable {
  /// The configuration's canonical text.
  var configuration: String
  /// Digest of the venue definitions in force.
  var venuesDigest: String
  /// Folder of the definitions laid over the embedded ones; empty for none.
  var venuesDirectory: String
  /// How instructions are carried out.
  var mode: ExecutionMode
  /// Simulated time at which the run began.
  var start: Timestamp
  /// Folder of the market data; empty for the embedded sample.
  var data: String

  /// Digest of everything that must not change. Where data and definitions lie may change: their
  /// content is checked.
  var digest: String {
    let parts = [
      "venues.run/1", configuration, venuesDigest, mode.rawValue, start.description,
      data.isEmpty ? "sample" : "directory",
    ]
    return SHA256.hash(Array(parts.joined(separator: "\n").utf8)).hexadecimal
  }

  /// As the journal keeps it.
  var meta: [(key: String, value: String)] {
    [
      ("run.configuration", configuration), ("run.venuesDigest", venuesDigest),
      ("run.venuesDirectory", venuesDirectory), ("run.mode", mode.rawValue),
      ("run.start", String(start.nanoseconds)), ("run.data", data),
    ]
  }

  /// Reads what ``meta`` wrote; nil when something is missing.
  init?(_ meta: (String) throws -> String?) rethrows {
    guard let configuration = try meta("run.configuration"),
      let venuesDigest = try meta("run.venuesDigest"),
      let venuesDirectory = try meta("run.venuesDirectory"),
      let mode = try meta("run.mode").flatMap({ ExecutionMode(rawValue: $0) }),
      let start = try meta("run.start").flatMap({ Int64($0) }), let data = try meta("run.data")
    else { return nil }
    self.init(
      configuration: configuration, venuesDigest: venuesDigest, venuesDirectory: venuesDirectory,
      mode: mode, start: Timestamp(nanoseconds: start), data: data)
  }

  init(
    configuration: String, venuesDigest: String, venuesDirectory: String, mode: ExecutionMode,
    start: Timestamp, data: String
  ) {
    self.configuration = configuration
    self.venuesDigest = venuesDigest
    self.venuesDirectory = venuesDirectory
    self.mode = mode
    self.start = start
    self.data = data
  }

  /// What differs in a run that wants to go on with this one's journal; nil when nothing does.
  func difference(from wanted: RunHeader) -> (path: String, message: String)? {
    if mode != wanted.mode {
      return ("--mode", "the journal is of mode \(mode.rawValue), not \(wanted.mode.rawValue)")
    }
    if start != wanted.start {
      return ("--at", "the journal's run began at \(start), not \(wanted.start)")
    }
    if data.isEmpty != wanted.data.isEmpty {
      return ("--data", "the journal's run uses \(data.isEmpty ? "the embedded sample" : data)")
    }
    if venuesDigest != wanted.venuesDigest {
      return ("--venues-dir", "the venue definitions are not those the journal began with")
    }
    guard configuration != wanted.configuration else { return nil }
    let mine = configuration.split(separator: "\n")
    let theirs = wanted.configuration.split(separator: "\n")
    let index = zip(mine, theirs).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let place = index ?? min(mine.count, theirs.count)
    let (was, now) = (line(mine, place), line(theirs, place))
    return ("--config", "the journal began with another configuration: '\(was)', now '\(now)'")
  }

  private func line(_ lines: [Substring], _ index: Int) -> String {
    lines.indices.contains(index) ? lines[index].trimmingPrefix("  ").description : "nothing"
  }
}
