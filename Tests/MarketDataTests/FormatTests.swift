import FixedPoint
import Testing

@testable import MarketData

@Suite struct FormatTests {
  @Test(arguments: FormatCase.market + FormatCase.others)
  func recognises(example: FormatCase) throws {
    let report = try check(example.text, name: example.name)
    #expect(report.key.description == example.key)
    #expect(report.rows == example.rows)
    #expect(report.timeFormats == example.times)
    #expect(report.shape.hasHeader == example.hasHeader)
    #expect(report.exactDuplicates.isEmpty && report.conflicts.isEmpty && report.gaps.isEmpty)
    if report.kind.isSeries {
      let table = try read(example.text, name: example.name)
      #expect(table.key == report.key)
      #expect(table.isConsistent && table.times.count == example.rows)
    } else {
      #expect(throws: ImportError.notASeries(path: example.name, kind: report.kind)) {
        try read(example.text, name: example.name)
      }
    }
  }

  @Test func describesTheTextsForm() throws {
    let report = try check("\u{feff}# a: b\r\ntimestamp;gas_price_gwei\r\n1704067200;\"1.5\"")
    #expect(report.shape.hasByteOrderMark)
    #expect(report.shape.lineEnding == .crlf)
    #expect(!report.shape.hasFinalNewline)
    #expect(report.shape.delimiter == ";")
    #expect(report.shape.commentLines == 1)
    #expect(report.shape.quotedRows == 1)
    let mixed = try check("timestamp,gas_price_gwei\r\n1704067200,1\n")
    #expect(mixed.shape.lineEnding == .mixed)
  }

  @Test func keepsTradesOfOneTime() throws {
    let example = FormatCase.market[6]
    let series = try #require(TradeSeries(read(example.text, name: example.name)))
    #expect(series.identifiers == [2_000_000_001, 2_000_000_002])
    #expect(series.isBuyerMaker == [false, false])
    #expect(series.quantities.map(\.description) == ["0.012", "0.012"])
  }

  @Test func aBarIsSeenWhenItCloses() throws {
    let example = FormatCase.market[0]
    let bars = try #require(BarSeries(read(example.text, name: example.name)))
    #expect(bars.interval == TimeText.hour)
    #expect(bars.availableAt(0) == bars.times[0] + TimeText.hour)
    #expect(bars.lastIndex(availableAt: bars.times[1] - 1) == nil)
    #expect(bars.lastIndex(availableAt: bars.times[1]) == 0)
    #expect(bars.lastIndex(availableAt: bars.times[1] + TimeText.hour) == 1)
    #expect(bars.firstIndex(notBefore: bars.times[1]) == 1)
  }

  @Test func readsManyRowsAcrossChunks() throws {
    var text = "timestamp,gas_price_gwei\n"
    for row in 0..<40_000 { text += "\(1_704_067_200 + row * 60),\(row).5\n" }
    let table = try read(text)
    #expect(table.times.count == 40_000)
    #expect(table.values("gas_price_gwei")?.last?.description == "39999.5")
    #expect(table.interval == 60 * TimeText.second)
  }
}
