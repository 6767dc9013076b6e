import FixedPoint

extension ColumnarFile {
  /// The file's bytes. Equal series give equal bytes.
  static func encode(_ table: SeriesTable) -> [UInt8] {
    var directory: [UInt8] = []
    append(text: table.key.venue, to: &directory)
    append(text: table.key.symbol, to: &directory)
    var data: [UInt8] = []
    appendBlock("time", table.times.map { Int128($0) }, to: &data, directory: &directory)
    for column in table.columns {
      let values = column.values.map(\.mantissa)
      appendBlock(column.name, values, to: &data, directory: &directory)
    }
    var file = magic
    append(version, count: 2, to: &file)
    append(UInt64(table.key.kind.code), count: 2, to: &file)
    append(UInt64(table.columns.count), count: 2, to: &file)
    append(segmentCode(table.key.segment), count: 2, to: &file)
    append(UInt64(table.times.count), count: 8, to: &file)
    append(UInt64(bitPattern: table.interval ?? 0), count: 8, to: &file)
    append(UInt64(directory.count), count: 8, to: &file)
    append(UInt64(data.count), count: 8, to: &file)
    file += [UInt8](repeating: 0, count: checksumRange.count) + directory + data
    file.replaceSubrange(checksumRange, with: checksum(file))
    return file
  }

  private static func append(_ value: UInt64, count: Int, to bytes: inout [UInt8]) {
    for index in 0..<count {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index)))
    }
  }

  private static func append(text: String, to bytes: inout [UInt8]) {
    let utf8 = Array(text.utf8.prefix(Int(UInt16.max)))
    append(UInt64(utf8.count), count: 2, to: &bytes)
    bytes += utf8
  }

  /// The largest power of ten, up to 10^38, that divides every value.
  private static func sharedPower(_ values: [Int128]) -> (exponent: UInt8, factor: Int128) {
    var exponent: UInt8 = 38
    var factor: Int128 = 1
    for _ in 0..<38 { factor *= 10 }
    for value in values {
      while exponent > 0, value % factor != 0 {
        factor /= 10
        exponent -= 1
      }
      if exponent == 0 { break }
    }
    return (exponent, factor)
  }

  private static func appendBlock(
    _ name: String, _ values: [Int128], to data: inout [UInt8], directory: inout [UInt8]
  ) {
    let (exponent, factor) = sharedPower(values)
    let start = data.count
    var previous: Int128 = 0
    for value in values {
      let reduced = value / factor
      let delta = reduced &- previous
      previous = reduced
      var zigzag = UInt128(truncatingIfNeeded: delta &<< 1 ^ delta &>> 127)
      while zigzag >= 0x80 {
        data.append(UInt8(truncatingIfNeeded: zigzag) | 0x80)
        zigzag &>>= 7
      }
      data.append(UInt8(truncatingIfNeeded: zigzag))
    }
    append(text: name, to: &directory)
    directory.append(exponent)
    append(UInt64(data.count - start), count: 8, to: &directory)
  }
}
