/// Rows of a JSON array of arrays, as ccxt and freqtrade write them: `[[ms,o,h,l,c,v],...]`.
/// Numbers are handed on as their literal text, never through a binary fraction.
final class JSONRowReader: RowReader {
  private let source: any ByteSource
  private let path: String
  private var buffer: [UInt8] = []
  private var position = 0
  private var rowNumber = 0
  private var hasBegun = false
  var shape = TextShape()
  let notes: [(key: String, value: String)] = []

  init(_ source: any ByteSource, path: String) {
    self.source = source
    self.path = path
  }

  private var malformed: ImportError {
    .malformedJSON(at: SourceLocation(path: path, line: rowNumber))
  }

  private func peek() throws(ImportError) -> UInt8? {
    if position == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      position = 0
      guard try source.read(into: &buffer, about: 1 << 18) > 0 else { return nil }
    }
    return buffer[position]
  }

  /// The next byte that is no white space, taken.
  private func take() throws(ImportError) -> UInt8 {
    while let byte = try peek() {
      position += 1
      if byte != 32, byte != 9, byte != 10, byte != 13 { return byte }
    }
    throw malformed
  }

  func next(_ row: inout Row) throws(ImportError) -> Bool {
    rowNumber += 1
    if !hasBegun {
      hasBegun = true
      guard try take() == UInt8(ascii: "[") else { throw malformed }
      let first = try take()
      if first == UInt8(ascii: "]") { return false }
      guard first == UInt8(ascii: "[") else { throw malformed }
    } else {
      let separator = try take()
      if separator == UInt8(ascii: "]") { return false }
      guard separator == UInt8(ascii: ","), try take() == UInt8(ascii: "[") else {
        throw malformed
      }
    }
    row.line = rowNumber
    row.bytes.removeAll(keepingCapacity: true)
    row.cells.removeAll(keepingCapacity: true)
    while true {
      try cell(&row)
      let separator = try take()
      if separator == UInt8(ascii: "]") { return true }
      guard separator == UInt8(ascii: ","), row.cells.count < 64 else { throw malformed }
    }
  }

  private func cell(_ row: inout Row) throws(ImportError) {
    let start = row.bytes.count
    let first = try take()
    if first == UInt8(ascii: "\"") {
      try string(&row)
    } else {
      guard first != UInt8(ascii: "["), first != UInt8(ascii: "{") else { throw malformed }
      row.bytes.append(first)
      while let byte = try peek(), byte > 32, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]") {
        row.bytes.append(byte)
        position += 1
        guard row.bytes.count < 1 << 16 else { throw malformed }
      }
      if row.bytes[start...].elementsEqual("null".utf8) { row.bytes.removeLast(4) }
    }
    row.cells.append(start..<row.bytes.count)
  }

  private func string(_ row: inout Row) throws(ImportError) {
    while let byte = try peek() {
      position += 1
      if byte == UInt8(ascii: "\"") { return }
      guard byte != UInt8(ascii: "\\"), byte >= 32, row.bytes.count < 1 << 16 else {
        throw malformed
      }
      row.bytes.append(byte)
    }
    throw malformed
  }
}
