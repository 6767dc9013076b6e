import FixedPoint
import TestSupport
import Testing

@testable import MarketData

@Suite struct ColumnarTests {
  static func table(seed: UInt64) -> SeriesTable {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...50, using: &random)
    var time = 1_704_067_200 * TimeText.second
    var times: [Int64] = []
    for _ in 0..<count {
      times.append(time)
      time += Int64.random(in: 1...7_200_000_000_000, using: &random)
    }
    let kinds = DataKind.allCases.filter(\.isSeries)
    let columns = (0..<Int.random(in: 0...5, using: &random)).map { index in
      let width = Int.random(in: 0...126, using: &random)
      let values = (0..<count).map { _ in
        let bits = UInt128.random(in: .min ... .max, using: &random)
        return Decimal18(mantissa: Int128(truncatingIfNeeded: bits) >> Int128(width))
      }
      return SeriesColumn(name: "column \(index) é", values: values)
    }
    let key = SeriesKey(
      venue: "venue", symbol: "weETH", segment: MarketSegment.allCases[Int(seed % 3)],
      kind: kinds[Int(seed) % kinds.count])
    return SeriesTable(
      key: key, interval: seed % 2 == 0 ? nil : TimeText.hour, times: times, columns: columns)
  }

  @Test(arguments: UInt64(0)..<60) func roundTrips(seed: UInt64) throws {
    let table = Self.table(seed: seed)
    let file = ColumnarFile.encode(table)
    #expect(try ColumnarFile.decode(file, path: "x") == table)
    #expect(ColumnarFile.encode(table) == file)
  }

  @Test func extremesRoundTrip() throws {
    var table = Self.table(seed: 3)
    table.times = [TimeText.earliest, TimeText.latest - 1]
    table.columns = [
      SeriesColumn(
        name: "x", values: [Decimal18(mantissa: .max), Decimal18(mantissa: .min)])
    ]
    #expect(try ColumnarFile.decode(ColumnarFile.encode(table), path: "x") == table)
  }

  @Test func damageIsATypedError() {
    let file = ColumnarFile.encode(Self.table(seed: 11))
    for index in file.indices {
      var damaged = file
      damaged[index] ^= 0x41
      #expect(throws: ImportError.self) { try ColumnarFile.decode(damaged, path: "x") }
      #expect(throws: ImportError.self) {
        try ColumnarFile.decode(Array(file[..<index]), path: "x")
      }
    }
  }

  /// As an attacker would: damage with the checksum made right again.
  @Test func damageWithARightChecksumNeverTraps() {
    let file = ColumnarFile.encode(Self.table(seed: 11))
    var random = SeededGenerator(seed: 5)
    for round in 0..<4000 {
      var damaged = file
      for _ in 0...round % 3 {
        let header = round % 2 == 0
        let index = Int.random(in: 0..<(header ? 100 : file.count), using: &random)
        damaged[index] = UInt8.random(in: .min ... .max, using: &random)
      }
      damaged.replaceSubrange(ColumnarFile.checksumRange, with: ColumnarFile.checksum(damaged))
      _ = try? ColumnarFile.decode(damaged, path: "x")
    }
  }

  @Test func importsToAFileAndBack() throws {
    try withTemporaryDirectory { directory in
      let example = FormatCase.market[0]
      let source = directory + "/BTCUSDT-1h-2024-01.csv"
      try FileSystem.write(Array(example.text.utf8), to: source)
      let importer = MarketDataImporter()
      let target = try importer.importFile(path: source, to: directory)
      #expect(target == directory + "/binance/BTCUSDT-perp-bars-2024-01-01.vcol")
      #expect(try importer.read(path: target) == importer.read(path: source))
      let report = try importer.check(path: target)
      #expect(report.encoding == .columnar && report.rows == 2 && report.isClean)
      let store = try HistoricalStore.load(directory: directory + "/binance")
      #expect(store.bars(venue: "binance", symbol: "BTCUSDT", segment: .perpetual)?.count == 2)
    }
  }
}
