import FixedPoint

extension ColumnarFile {
  private struct Block {
    var name: String
    var exponent: UInt8
    var length: Int
  }

  /// The series in a file's bytes. Nothing is allocated by a length the file only claims.
  ///
  /// - Throws: `ImportError.columnar`.
  static func decode(_ bytes: [UInt8], path: String) throws(ImportError) -> SeriesTable {
    do {
      return try table(bytes)
    } catch {
      throw .columnar(path: path, problem: error)
    }
  }

  private static func table(_ bytes: [UInt8]) throws(ColumnarProblem) -> SeriesTable {
    guard bytes.count >= headerLength else { throw .truncated }
    guard bytes.starts(with: magic) else { throw .wrongMagic }
    var header = ByteCursor(bytes, from: magic.count)
    guard try header.integer(2) == version else { throw .unknownVersion }
    guard checksum(bytes) == Array(bytes[checksumRange]) else { throw .checksumMismatch }
    let kindCode = UInt16(truncatingIfNeeded: try header.integer(2))
    let columnCount = Int(try header.integer(2))
    let marketCode = try header.integer(2)
    guard let kind = DataKind(code: kindCode), kind.isSeries,
      let segment = MarketSegment.allCases.first(where: { segmentCode($0) == marketCode })
    else { throw .unknownCode }
    let rowCount = try header.integer(8)
    let interval = Int64(bitPattern: try header.integer(8))
    let tableLength = try header.integer(8)
    let dataLength = try header.integer(8)
    let rest = UInt64(bytes.count - headerLength)
    guard tableLength <= rest, dataLength == rest - tableLength, interval >= 0 else {
      throw .truncated
    }
    let dataStart = headerLength + Int(tableLength)
    var directory = ByteCursor(bytes, from: headerLength, to: dataStart)
    let venue = try directory.text()
    let symbol = try directory.text()
    var blocks: [Block] = []
    for _ in 0...columnCount { blocks.append(try block(&directory, rowCount, dataLength)) }
    guard directory.isAtEnd, blocks.reduce(0, { $0 + $1.length }) == Int(dataLength) else {
      throw .truncated
    }
    var offset = dataStart
    var columns: [[Int128]] = []
    for block in blocks {
      let end = offset + block.length
      columns.append(try values(bytes, offset..<end, Int(rowCount), block.exponent))
      offset = end
    }
    let key = SeriesKey(venue: venue, symbol: symbol, segment: segment, kind: kind)
    return try assemble(key, interval, blocks.map(\.name), columns)
  }

  private static func block(
    _ directory: inout ByteCursor, _ rowCount: UInt64, _ dataLength: UInt64
  ) throws(ColumnarProblem) -> Block {
    let name = try directory.text()
    let exponent = UInt8(truncatingIfNeeded: try directory.integer(1))
    let length = try directory.integer(8)
    guard exponent <= 38 else { throw .unknownCode }
    guard length <= dataLength, rowCount <= length else { throw .truncated }
    return Block(name: name, exponent: exponent, length: Int(length))
  }

  private static func assemble(
    _ key: SeriesKey, _ interval: Int64, _ names: [String], _ columns: [[Int128]]
  ) throws(ColumnarProblem) -> SeriesTable {
    var times: [Int64] = []
    for value in columns[0] {
      guard let time = Int64(exactly: value) else { throw .malformedTimes }
      times.append(time)
    }
    let named = zip(names, columns).dropFirst().map { name, values in
      SeriesColumn(name: name, values: values.map { Decimal18(mantissa: $0) })
    }
    let table = SeriesTable(
      key: key, interval: interval == 0 ? nil : interval, times: times, columns: named)
    guard table.isConsistent else { throw .malformedTimes }
    return table
  }

  private static func values(
    _ bytes: [UInt8], _ range: Range<Int>, _ rowCount: Int, _ exponent: UInt8
  ) throws(ColumnarProblem) -> [Int128] {
    var factor: Int128 = 1
    for _ in 0..<exponent { factor *= 10 }
    var cursor = ByteCursor(bytes, from: range.lowerBound, to: range.upperBound)
    var values: [Int128] = []
    values.reserveCapacity(rowCount)
    var previous: Int128 = 0
    for _ in 0..<rowCount {
      let zigzag = try cursor.variableLengthInteger()
      let half = Int128(truncatingIfNeeded: zigzag &>> 1)
      previous = previous &+ (zigzag & 1 == 1 ? ~half : half)
      let (value, overflow) = previous.multipliedReportingOverflow(by: factor)
      guard !overflow else { throw .malformedInteger }
      values.append(value)
    }
    guard cursor.isAtEnd else { throw .truncated }
    return values
  }
}
