import Foundation

/// The results as a table for people or one JSON object a line for machines.
enum Table {
  static func text(_ results: [Measurement]) -> String {
    var lines = [
      Format.left("benchmark", 30) + Format.right("ours", 10) + Format.right("median", 10)
        + Format.right("reference", 11) + Format.right("median", 10) + Format.right("figure", 12)
        + "  " + Format.left("goal", 14) + "reference / note"
    ]
    for result in results {
      let reference = result.reference
      lines.append(
        Format.left(result.name, 30) + Format.right(Format.time(result.ours.least), 10)
          + Format.right(Format.time(result.ours.median), 10)
          + Format.right(reference.map { Format.time($0.least) } ?? "-", 11)
          + Format.right(reference.map { Format.time($0.median) } ?? "-", 10)
          + Format.right(result.figure, 12) + "  "
          + Format.left(result.goalText, 14) + mark(result) + result.referenceName
          + (result.note.isEmpty ? "" : "  (\(result.note))"))
    }
    lines.append("least and median per operation in ns of thread CPU time unless said otherwise")
    return lines.joined(separator: "\n")
  }

  private static func mark(_ result: Measurement) -> String {
    result.isReached.map { $0 ? "ok    " : "MISS  " } ?? "      "
  }

  static func json(_ results: [Measurement]) -> String {
    results.map { result in
      var fields = [
        "\"name\":\"\(result.name)\"", "\"unit\":\"\(result.unit)\"",
        "\"ours\":\(result.ours.least)", "\"oursMedian\":\(result.ours.median)",
      ]
      if let reference = result.reference {
        fields.append("\"reference\":\(reference.least)")
        fields.append("\"referenceMedian\":\(reference.median)")
      }
      if let speed = result.speed { fields.append("\"speed\":\(speed)") }
      fields.append("\"goal\":\"\(result.goalText)\"")
      if let isReached = result.isReached { fields.append("\"reached\":\(isReached)") }
      fields.append("\"against\":\"\(result.referenceName)\"")
      fields.append("\"note\":\"\(result.note)\"")
      return "{" + fields.joined(separator: ",") + "}"
    }.joined(separator: "\n")
  }
}
