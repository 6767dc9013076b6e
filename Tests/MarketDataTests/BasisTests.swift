import FixedPoint
import Testing

@testable import MarketData

/// The quirks of the shared data folder, each measured independently in Python.
@Suite(.enabled(if: basisDirectory != nil)) struct BasisTests {
  @Test func everyFileHasTheQuirksItHasAndNoOthers() throws {
    let directory = try #require(basisDirectory)
    let importer = MarketDataImporter(computesChecksum: false)
    let paths = try FileSystem.files(below: directory).filter { $0.hasSuffix(".csv") }
    #expect(paths.count == 31)
    for path in paths {
      let report = try importer.check(path: path)
      let name = path.split(separator: "/").last.map(String.init) ?? path
      var expected = (gaps: [Int](), exact: 0, conflicts: 0)
      if report.kind == .bars, report.key.venue == "binance" {
        expected.gaps = Array(repeating: 23, count: 15)
      } else if report.kind == .bars, report.key.venue == "bybit" {
        expected.exact = 15
      } else if report.kind == .bars, report.key.venue == "okx" {
        expected.gaps = [720, 720]
      } else if report.kind == .fundingRates, report.key.venue == "okx" {
        expected.gaps = [93] + Array(repeating: 3, count: 13)
        expected.conflicts = 210
      } else if report.kind == .benchmarkYields {
        expected.gaps = [1]
      }
      #expect(report.gaps.map(\.missing) == expected.gaps, "\(name)")
      #expect(report.exactDuplicates.count == expected.exact, "\(name)")
      #expect(report.conflicts.count == expected.conflicts, "\(name)")
      #expect(report.outOfOrderLines.isEmpty, "\(name)")
      #expect((report.rows == 0) == name.hasPrefix("USDT_ETH_oracle"), "\(name)")
      #expect(report.shape.hasByteOrderMark == name.hasPrefix("aave_current"), "\(name)")
    }
  }

  @Test func loadsBySeriesName() throws {
    let directory = try #require(basisDirectory)
    let filter = SeriesFilter(kinds: [.fundingRates, .lendingRates, .stakingYields])
    let policies = ImportPolicies(gaps: .skip, conflicts: .first)
    let store = try HistoricalStore.load(
      directory: directory + "/market_data/derivatives/funding_rates", filter: filter,
      policies: policies)
    #expect(
      store.keys.map(\.description) == [
        "binance/BTCUSDT/perp/funding-rates", "binance/ETHUSDT/perp/funding-rates",
        "bybit/ETHUSDT/perp/funding-rates", "okx/BTCUSDT/perp/funding-rates",
        "okx/ETHUSDT/perp/funding-rates",
      ])
    #expect(store.fundingRates(venue: "okx", symbol: "ETHUSDT")?.count == 1563 - 210)
    #expect(throws: ImportError.self) {
      try HistoricalStore.load(directory: directory, filter: SeriesFilter(venues: ["okx"]))
    }
  }
}
