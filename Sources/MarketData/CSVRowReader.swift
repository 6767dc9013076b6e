/// Rows of comma, semicolon or tab separated text (RFC 4180 with `#` comment lines), one chunk in
/// memory at a time.
final class CSVRowReader: RowReader {
  private static let longestRow = 1 << 20
  private static let mostLinesInRow = 64
  private let source: any ByteSource
  private let path: String
  private var buffer: [UInt8] = []
  private var start = 0
  private var line = 0
  private var isAtEnd = false
  private var delimiter: UInt8?
  var shape = TextShape()
  private(set) var notes: [(key: String, value: String)] = []

  init(_ source: any ByteSource, path: String) {
    self.source = source
    self.path = path
  }

  private func refill() throws(ImportError) {
    if start > 0 {
      buffer.removeSubrange(0..<start)
      start = 0
    }
    if try source.read(into: &buffer, about: 1 << 16) == 0 { isAtEnd = true }
  }

  /// Index of the first `byte` from `from`, in the buffer.
  private func find(_ byte: UInt8, from: Int) -> Int? {
    buffer.withUnsafeBufferPointer { bytes in
      var index = from
      while index < bytes.count {
        if bytes[index] == byte { return index }
        index += 1
      }
      return nil
    }
  }

  /// The next line without its ending, with quoted line breaks inside; nil at the end.
  private func nextLine() throws(ImportError) -> Range<Int>? {
    var searched = 0
    line += 1
    let first = line
    while true {
      if let end = find(10, from: start + searched) {
        guard hasOpenQuote(start..<end) else { return finishLine(end) }
        searched = end + 1 - start
        line += 1
      } else if isAtEnd {
        return try lastLine(first)
      } else {
        searched = max(searched, buffer.count - start)
        searched = try restartSearch(searched)
      }
      guard searched <= Self.longestRow, line - first <= Self.mostLinesInRow else {
        throw .unterminatedRow(at: SourceLocation(path: path, line: first))
      }
    }
  }

  private func restartSearch(_ searched: Int) throws(ImportError) -> Int {
    try refill()
    if line == 1, start == 0, buffer.starts(with: [0xef, 0xbb, 0xbf]) {
      shape.hasByteOrderMark = true
      buffer.removeSubrange(0..<3)
    }
    return min(searched, buffer.count)
  }

  private func finishLine(_ end: Int) -> Range<Int> {
    let hasReturn = end > start && buffer[end - 1] == 13
    shape.note(hasReturn ? .crlf : .lf)
    defer { start = end + 1 }
    return start..<(hasReturn ? end - 1 : end)
  }

  private func lastLine(_ first: Int) throws(ImportError) -> Range<Int>? {
    guard start < buffer.count else { return nil }
    let range = start..<buffer.count
    guard !hasOpenQuote(range) else {
      throw .unterminatedRow(at: SourceLocation(path: path, line: first))
    }
    shape.hasFinalNewline = false
    start = buffer.count
    return range
  }

  private func hasOpenQuote(_ range: Range<Int>) -> Bool {
    buffer.withUnsafeBufferPointer { bytes in
      var isOpen = false
      var index = range.lowerBound
      while index < range.upperBound {
        if bytes[index] == 34 { isOpen.toggle() }
        index += 1
      }
      return isOpen
    }
  }

  func next(_ row: inout Row) throws(ImportError) -> Bool {
    while let range = try nextLine() {
      if range.isEmpty { continue }
      if buffer[range.lowerBound] == UInt8(ascii: "#") {
        shape.commentLines += 1
        keepNote(range)
        continue
      }
      row.line = line
      split(range, into: &row)
      return true
    }
    return false
  }

  private func keepNote(_ range: Range<Int>) {
    let text = String(decoding: buffer[range].dropFirst(), as: UTF8.self)
    guard let colon = text.firstIndex(of: ":"), notes.count < 64 else { return }
    let key = text[..<colon].drop { $0 == " " }.lowercased()
    notes.append((key: key, value: String(text[text.index(after: colon)...].drop { $0 == " " })))
  }

  private func delimiter(of range: Range<Int>) -> UInt8 {
    if let delimiter { return delimiter }
    let candidates: [UInt8] = [44, 59, 9]
    let counts = candidates.map { candidate in buffer[range].count { $0 == candidate } }
    let best = counts.enumerated().max { $0.element < $1.element }
    let chosen = best.map { $0.element > 0 ? candidates[$0.offset] : 44 } ?? 44
    delimiter = chosen
    shape.delimiter = String(UnicodeScalar(chosen))
    return chosen
  }

  private func split(_ range: Range<Int>, into row: inout Row) {
    let delimiter = delimiter(of: range)
    row.bytes.removeAll(keepingCapacity: true)
    row.bytes.append(contentsOf: buffer[range])
    row.cells.removeAll(keepingCapacity: true)
    var hasQuote = false
    row.bytes.withUnsafeBufferPointer { bytes in
      var cellStart = 0
      var index = 0
      while index < bytes.count {
        if bytes[index] == delimiter {
          row.cells.append(cellStart..<index)
          cellStart = index + 1
        } else if bytes[index] == 34 {
          hasQuote = true
          break
        }
        index += 1
      }
      row.cells.append(cellStart..<bytes.count)
    }
    if hasQuote {
      shape.quotedRows += 1
      splitQuoted(delimiter, &row)
    }
  }

  private func splitQuoted(_ delimiter: UInt8, _ row: inout Row) {
    let raw = row.bytes
    row.bytes.removeAll(keepingCapacity: true)
    row.cells.removeAll(keepingCapacity: true)
    var cellStart = 0
    var isQuoted = false
    var index = 0
    while index < raw.count {
      let byte = raw[index]
      if byte == 34, isQuoted, index + 1 < raw.count, raw[index + 1] == 34 {
        row.bytes.append(34)
        index += 1
      } else if byte == 34 {
        isQuoted.toggle()
      } else if byte == delimiter, !isQuoted {
        row.cells.append(cellStart..<row.bytes.count)
        cellStart = row.bytes.count
      } else {
        row.bytes.append(byte)
      }
      index += 1
    }
    row.cells.append(cellStart..<row.bytes.count)
  }
}
