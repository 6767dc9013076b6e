import JSON

extension QualityReport {
  /// The report as one JSON object with its keys in a fixed order; times are RFC 3339, the
  /// interval is in nanoseconds.
  public var json: String {
    var writer = JSONWriter()
    writer.object { object in
      writeFile(to: &object)
      writeShape(to: &object)
      writeRows(to: &object)
    }
    return writer.text
  }

  private func writeFile(to object: inout JSONWriter) {
    object.field("path", path)
    object.field("encoding", encoding.rawValue)
    object.number("bytes", byteCount)
    object.field("sha256", sha256 as (any CustomStringConvertible)?)
    object.field("kind", kind.rawValue)
    object.field("venue", key.venue)
    object.field("symbol", key.symbol)
    object.field("market", key.segment.rawValue)
    object.key("columns")
    object.array(columns) { $0.string($1) }
  }

  private func writeShape(to object: inout JSONWriter) {
    object.number("entries", entries)
    object.field("delimiter", shape.delimiter)
    object.flag("header", shape.hasHeader)
    object.flag("byteOrderMark", shape.hasByteOrderMark)
    object.field("lineEnding", shape.lineEnding?.rawValue as (any CustomStringConvertible)?)
    object.flag("finalNewline", shape.hasFinalNewline)
    object.number("commentLines", shape.commentLines)
    object.number("quotedRows", shape.quotedRows)
  }

  private func writeRows(to object: inout JSONWriter) {
    object.number("rows", rows)
    object.field("first", first.map(TimeText.format) as (any CustomStringConvertible)?)
    object.field("last", last.map(TimeText.format) as (any CustomStringConvertible)?)
    object.key("timeFormats")
    object.array(timeFormats) { $0.string($1.rawValue) }
    object.number("interval", interval.map { Int($0) })
    object.number("missing", missingRows)
    object.key("gaps")
    object.array(gaps) { $0.object(Self.write($1)) }
    object.key("exactDuplicates")
    object.array(exactDuplicates) { $0.object(Self.write($1)) }
    object.key("conflicts")
    object.array(conflicts) { $0.object(Self.write($1)) }
    object.key("outOfOrderLines")
    object.array(outOfOrderLines) { $0.number($1) }
    object.number("roundedValues", roundedValues)
    object.number("emptyCells", emptyCells)
    object.flag("clean", isClean)
  }

  private static func write(_ gap: Gap) -> (inout JSONWriter) -> Void {
    { object in
      object.field("firstMissing", TimeText.format(gap.firstMissing))
      object.number("missing", gap.missing)
      object.number("line", gap.line)
    }
  }

  private static func write(_ pair: Duplicate) -> (inout JSONWriter) -> Void {
    { object in
      object.field("time", TimeText.format(pair.time))
      object.key("lines")
      object.array([pair.firstLine, pair.secondLine]) { $0.number($1) }
    }
  }
}
