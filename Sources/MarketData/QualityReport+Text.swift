extension QualityReport {
  /// The report for a person: one line that sums up, then one line for each finding. At most
  /// `findings` of each sort are listed, the rest are counted.
  public func lines(findings limit: Int = 20) -> [String] {
    var lines = [path, "  " + summary, "  " + form]
    if rows == 0 { lines.append("  no rows: the file is a header only") }
    lines += list(gaps, limit) { gap in
      "gap: \(gap.missing) missing from \(TimeText.format(gap.firstMissing)) "
        + "(before line \(gap.line))"
    }
    lines += list(exactDuplicates, limit) { pair in
      "exact duplicate: \(TimeText.format(pair.time)) "
        + "(lines \(pair.firstLine) and \(pair.secondLine))"
    }
    lines += list(conflicts, limit) { pair in
      "conflicting duplicate: \(TimeText.format(pair.time)) "
        + "(lines \(pair.firstLine) and \(pair.secondLine))"
    }
    lines += list(outOfOrderLines, limit) { line in "out of order: line \(line)" }
    return lines
  }

  private func list<Item>(_ items: [Item], _ limit: Int, _ text: (Item) -> String) -> [String] {
    var lines = items.prefix(limit).map { "  " + text($0) }
    if items.count > limit { lines.append("  … and \(items.count - limit) more of these") }
    return lines
  }

  private var summary: String {
    var parts = ["\(key)", "\(rows) rows"]
    if let first, let last {
      parts.append("\(TimeText.format(first)) to \(TimeText.format(last))")
    }
    if let interval { parts.append("every \(Self.duration(interval))") }
    if kind.isSeries {
      parts.append("\(gaps.count) gaps (\(missingRows) missing)")
      parts.append("\(exactDuplicates.count) exact duplicates")
      parts.append("\(conflicts.count) conflicts")
      parts.append("\(outOfOrderLines.count) out of order")
    }
    return parts.joined(separator: ", ")
  }

  private var form: String {
    var parts = [encoding.rawValue]
    if entries != 1 { parts.append("\(entries) entries") }
    if shape.delimiter == "\t" {
      parts.append("tab separated")
    } else if !shape.delimiter.isEmpty {
      parts.append("separator \(shape.delimiter)")
    }
    if encoding != .columnar { parts.append(shape.hasHeader ? "header" : "no header") }
    if shape.hasByteOrderMark { parts.append("byte order mark") }
    if let ending = shape.lineEnding { parts.append("line ending \(ending.rawValue)") }
    if !shape.hasFinalNewline { parts.append("no final newline") }
    if shape.commentLines > 0 { parts.append("\(shape.commentLines) comment lines") }
    if shape.quotedRows > 0 { parts.append("\(shape.quotedRows) rows with quotes") }
    if !timeFormats.isEmpty {
      parts.append("time " + timeFormats.map(\.rawValue).joined(separator: "+"))
    }
    if emptyCells > 0 { parts.append("\(emptyCells) empty cells") }
    if roundedValues > 0 { parts.append("\(roundedValues) values rounded at 1e-18") }
    if let sha256 { parts.append("sha256 \(sha256)") }
    return parts.joined(separator: ", ")
  }

  /// `1h`, `8h`, `1d`, `90s`.
  static func duration(_ nanoseconds: Int64) -> String {
    let units: [(Int64, String)] = [
      (TimeText.day, "d"), (TimeText.hour, "h"), (60 * TimeText.second, "m"),
      (TimeText.second, "s"),
    ]
    for (unit, name) in units where nanoseconds % unit == 0 {
      return "\(nanoseconds / unit)\(name)"
    }
    return "\(nanoseconds)ns"
  }
}
