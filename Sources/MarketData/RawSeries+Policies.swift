import FixedPoint

extension RawSeries {
  /// The series that the policies make of the rows as read.
  ///
  /// - Throws: `ImportError.notAscending`, `.conflict` or `.gap` where a policy is `fail`.
  func applying(_ policies: ImportPolicies) throws(ImportError) -> SeriesTable {
    if policies.order == .fail {
      for row in times.indices.dropFirst() where times[row] < times[row - 1] {
        throw .notAscending(at: location(row), time: times[row], previous: times[row - 1])
      }
    }
    let sorted = isAscending ? self : selecting(rowsByTime())
    var series = try sorted.withoutDuplicates(policies.conflicts)
    let analysis = SeriesAnalysis(series)
    if let gap = analysis.gaps.first {
      switch policies.gaps {
      case .fail:
        let row = series.times.firstIndex { $0 >= gap.firstMissing } ?? series.times.count - 1
        throw .gap(
          at: series.location(row), firstMissing: gap.firstMissing, missing: gap.missing)
      case .skip: break
      case .halt:
        let end = series.times.firstIndex { $0 >= gap.firstMissing } ?? series.times.count
        series = series.selecting(Array(0..<end))
      case .carry: series = series.carrying(over: analysis)
      }
    }
    let columns = zip(series.names, series.columns).map { SeriesColumn(name: $0, values: $1) }
    return SeriesTable(
      key: key, interval: analysis.interval, times: series.times, columns: columns)
  }

  /// Rows are sorted already. The second row of an exact pair is dropped.
  private func withoutDuplicates(_ policy: ConflictPolicy) throws(ImportError) -> RawSeries {
    if key.kind == .quotes { return self }
    let isTrades = key.kind == .trades || key.kind == .aggregateTrades
    let identifiers = column("id")
    if isTrades {
      guard let identifiers else { return self }
      if zip(identifiers, identifiers.dropFirst()).allSatisfy({ $0 < $1 }) { return self }
    } else if zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) {
      return self
    }
    var keptRow: [Int128: Int] = [:]
    var dropped = [Bool](repeating: false, count: times.count)
    for row in times.indices {
      let name = isTrades ? identifiers?[row].mantissa ?? 0 : Int128(times[row])
      guard let kept = keptRow[name] else {
        keptRow[name] = row
        continue
      }
      if times[kept] == times[row], hasEqualValues(kept, row) {
        dropped[row] = true
        continue
      }
      switch policy {
      case .fail: throw .conflict(at: location(row), time: times[row])
      case .first: dropped[row] = true
      case .last:
        dropped[kept] = true
        keptRow[name] = row
      }
    }
    return dropped.contains(true) ? selecting(times.indices.filter { !dropped[$0] }) : self
  }

  /// Missing rows repeat the row before; a bar repeats its close and has no volume.
  private func carrying(over analysis: SeriesAnalysis) -> RawSeries {
    guard let interval = analysis.interval else { return self }
    var result = self
    result.times = []
    result.lines = []
    result.origins = []
    result.columns = Array(repeating: [], count: names.count)
    let isBars = key.kind.isBars
    let close = names.firstIndex(of: "close")
    var gaps = analysis.gaps[...]
    for row in times.indices {
      if let gap = gaps.first, gap.firstMissing <= times[row], row > 0 {
        gaps.removeFirst()
        for step in 0..<gap.missing {
          let time = gap.firstMissing + Int64(step) * interval
          guard time < times[row] else { break }
          result.times.append(time)
          result.lines.append(lines[row])
          if !origins.isEmpty { result.origins.append(origins[row]) }
          for (position, name) in names.enumerated() {
            let isPrice = isBars && ["open", "high", "low", "close"].contains(name)
            let source = isPrice ? close ?? position : position
            let isCount = isBars && !isPrice
            result.columns[position].append(isCount ? .zero : columns[source][row - 1])
          }
        }
      }
      result.times.append(times[row])
      result.lines.append(lines[row])
      if !origins.isEmpty { result.origins.append(origins[row]) }
      for position in names.indices { result.columns[position].append(columns[position][row]) }
    }
    return result
  }
}
