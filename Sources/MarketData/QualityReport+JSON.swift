extension QualityReport {
  /// The report as one JSON object with its keys in a fixed order; times are RFC 3339, the
  /// interval is in nanoseconds.
  public var json: String {
    var object = JSONObject()
    object.add("path", .text(path))
    object.add("encoding", .text(encoding.rawValue))
    object.add("bytes", .number(byteCount))
    object.add("sha256", .optional(sha256))
    object.add("kind", .text(kind.rawValue))
    object.add("venue", .text(key.venue))
    object.add("symbol", .text(key.symbol))
    object.add("market", .text(key.segment.rawValue))
    object.add("columns", .list(columns.map { .text($0) }))
    addShape(to: &object)
    object.add("rows", .number(rows))
    object.add("first", .optional(first.map(TimeText.format)))
    object.add("last", .optional(last.map(TimeText.format)))
    object.add("timeFormats", .list(timeFormats.map { .text($0.rawValue) }))
    object.add("interval", interval.map { .number(Int($0)) } ?? .null)
    object.add("missing", .number(missingRows))
    object.add("gaps", .list(gaps.map(Self.value)))
    object.add("exactDuplicates", .list(exactDuplicates.map(Self.value)))
    object.add("conflicts", .list(conflicts.map(Self.value)))
    object.add("outOfOrderLines", .list(outOfOrderLines.map { .number($0) }))
    object.add("roundedValues", .number(roundedValues))
    object.add("emptyCells", .number(emptyCells))
    object.add("clean", .flag(isClean))
    return object.rendered
  }

  private func addShape(to object: inout JSONObject) {
    object.add("entries", .number(entries))
    object.add("delimiter", .text(shape.delimiter))
    object.add("header", .flag(shape.hasHeader))
    object.add("byteOrderMark", .flag(shape.hasByteOrderMark))
    object.add("lineEnding", .optional(shape.lineEnding?.rawValue))
    object.add("finalNewline", .flag(shape.hasFinalNewline))
    object.add("commentLines", .number(shape.commentLines))
    object.add("quotedRows", .number(shape.quotedRows))
  }

  private static func value(_ gap: Gap) -> JSONValue {
    var object = JSONObject()
    object.add("firstMissing", .text(TimeText.format(gap.firstMissing)))
    object.add("missing", .number(gap.missing))
    object.add("line", .number(gap.line))
    return .object(object)
  }

  private static func value(_ pair: Duplicate) -> JSONValue {
    var object = JSONObject()
    object.add("time", .text(TimeText.format(pair.time)))
    object.add("lines", .list([.number(pair.firstLine), .number(pair.secondLine)]))
    return .object(object)
  }
}
