import FixedPoint

/// What is wrong with the rows of one series, found without changing them.
struct SeriesAnalysis {
  private(set) var interval: Int64?
  private(set) var gaps: [Gap] = []
  private(set) var exactDuplicates: [Duplicate] = []
  private(set) var conflicts: [Duplicate] = []
  private(set) var outOfOrder: [Int] = []

  init(_ series: RawSeries) {
    for row in series.times.indices.dropFirst() where series.times[row] < series.times[row - 1] {
      outOfOrder.append(row)
    }
    let rows = series.rowsByTime()
    switch series.key.kind {
    case .trades, .aggregateTrades: findTradeDuplicates(series)
    case .quotes: break
    default: findDuplicates(series, rows)
    }
    if series.key.kind.hasInterval { findGaps(series, rows) }
  }

  private mutating func note(_ series: RawSeries, _ first: Int, _ second: Int) {
    let pair = Duplicate(
      time: series.times[second], firstLine: series.lines[first],
      secondLine: series.lines[second])
    let isExact =
      series.times[first] == series.times[second] && series.hasEqualValues(first, second)
    if isExact { exactDuplicates.append(pair) } else { conflicts.append(pair) }
  }

  private mutating func findDuplicates(_ series: RawSeries, _ rows: [Int]) {
    var kept: Int?
    for row in rows {
      if let first = kept, series.times[first] == series.times[row] {
        note(series, first, row)
      } else {
        kept = row
      }
    }
  }

  private mutating func findTradeDuplicates(_ series: RawSeries) {
    guard let identifiers = series.column("id") else { return }
    let rows = identifiers.indices.sorted { (identifiers[$0], $0) < (identifiers[$1], $1) }
    for (first, second) in zip(rows, rows.dropFirst())
    where identifiers[first] == identifiers[second] {
      note(series, first, second)
    }
  }

  /// Funding is stamped some milliseconds after the hour, so its times count to the minute.
  private static func comparable(_ time: Int64, _ kind: DataKind) -> Int64 {
    guard kind == .fundingRates else { return time }
    let minute = 60 * TimeText.second
    return TimeText.floorDivide(time + minute / 2, minute) * minute
  }

  private mutating func findGaps(_ series: RawSeries, _ rows: [Int]) {
    let kind = series.key.kind
    var steps: [Int64] = []
    for (first, second) in zip(rows, rows.dropFirst()) {
      let step =
        Self.comparable(series.times[second], kind) - Self.comparable(series.times[first], kind)
      if step > 0 { steps.append(step) }
    }
    guard let mode = Self.mode(steps) else { return }
    interval = mode
    let stated = series.column("interval_hours")
    for (first, second) in zip(rows, rows.dropFirst()) {
      let start = Self.comparable(series.times[first], kind)
      let step = Self.comparable(series.times[second], kind) - start
      var expected = mode
      if let hours = stated?[second],
        let own = Int64(exactly: hours.mantissa / Decimal18.scaleFactor),
        (1...24).contains(own)
      {
        expected = own * TimeText.hour
      }
      guard step > expected + expected / 2 else { continue }
      gaps.append(
        Gap(
          firstMissing: start + expected, missing: Int((step + expected / 2) / expected) - 1,
          line: series.lines[second]))
    }
  }

  /// The most frequent step, when at least half the steps have it; ties go to the shorter.
  private static func mode(_ steps: [Int64]) -> Int64? {
    var counts: [Int64: Int] = [:]
    var run = (step: Int64(0), count: 0)
    for step in steps {
      if step == run.step {
        run.count += 1
      } else {
        if run.count > 0 { counts[run.step, default: 0] += run.count }
        run = (step, 1)
      }
    }
    if run.count > 0 { counts[run.step, default: 0] += run.count }
    let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    guard let best, best.value * 2 >= steps.count else { return nil }
    return best.key
  }
}
