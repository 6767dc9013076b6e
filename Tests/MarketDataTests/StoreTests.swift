import FixedPoint
import Testing

@testable import MarketData

@Suite struct StoreTests {
  private func file(_ name: String, _ text: String) -> (name: String, bytes: [UInt8]) {
    (name: name, bytes: Array(text.utf8))
  }

  @Test func joinsMonthsWithoutAGap() throws {
    let rows = { (hours: Range<Int>) in FlawTests.bars(hours.map { (hour: $0, close: "2") }) }
    let files = [
      file("binance/BTCUSDT-1h-2024-02.csv", rows(5..<9)),
      file("binance/BTCUSDT-1h-2024-01.csv", rows(0..<5)),
      file("binance/notes.md", "no data"),
      file("binance/costs.json", "{\"a\":1}"),
    ]
    let store = try HistoricalStore.load(files: files)
    #expect(store.keys.map(\.description) == ["binance/BTCUSDT/spot/bars"])
    #expect(store.bars(venue: "binance", symbol: "BTCUSDT", segment: .spot)?.count == 9)
    #expect(store.skipped.map(\.path) == ["binance/costs.json", "binance/notes.md"])
    #expect(try HistoricalStore.load(files: files.reversed()) == store)
  }

  @Test func namesTheRightFileOfAJoinedSeries() {
    let files = [
      file("binance/BTCUSDT-1h-2024-01.csv", FlawTests.bars([(0, "2"), (1, "2"), (2, "2")])),
      file("binance/BTCUSDT-1h-2024-02.csv", FlawTests.bars([(3, "2"), (4, "2"), (6, "2")])),
    ]
    do {
      _ = try HistoricalStore.load(files: files)
      Issue.record("was read")
    } catch {
      #expect(error.description.hasPrefix("binance/BTCUSDT-1h-2024-02.csv:4: 1 rows missing"))
    }
  }

  @Test func filters() throws {
    let files = (FormatCase.market + FormatCase.others).map { file($0.name, $0.text) }
    let policies = ImportPolicies(gaps: .skip, conflicts: .first)
    let all = try HistoricalStore.load(files: files, policies: policies)
    #expect(all.keys == all.keys.sorted() && Set(all.keys).count == all.keys.count)
    let one = try HistoricalStore.load(
      files: files, filter: SeriesFilter(venues: ["aave_v3"], kinds: [.oraclePrices]))
    #expect(one.keys.map(\.description) == ["aave_v3/weETH_ETH/oracle-prices"])
    let cut = try HistoricalStore.load(
      files: [files[0]], filter: SeriesFilter(from: 1_704_070_800 * TimeText.second))
    #expect(cut.tables.first?.times.count == 1)
  }

  @Test func theSampleIsCleanAndComplete() throws {
    let store = try HistoricalStore.load(directory: sampleDirectory)
    #expect(store.skipped.isEmpty)
    let expected = [
      "aave_v3/USDT/lending-rates", "aave_v3/WETH/lending-rates", "aave_v3/weETH/lending-rates",
      "binance/BTCUSDT/perp/bars", "binance/BTCUSDT/perp/funding-rates",
      "binance/BTCUSDT/spot/bars", "binance/ETHUSDT/perp/bars",
      "binance/ETHUSDT/perp/funding-rates", "binance/ETHUSDT/spot/bars",
      "bybit/ETHUSDT/perp/bars", "bybit/ETHUSDT/perp/funding-rates", "bybit/ETHUSDT/spot/bars",
      "ethereum/gas/gas-prices", "etherfi/weETH/staking-rates", "lido/wstETH/staking-rates",
      "okx/ETHUSDT/perp/bars", "okx/ETHUSDT/perp/funding-rates", "okx/ETHUSDT/spot/bars",
    ]
    #expect(store.keys.map(\.description) == expected)
    #expect(store.bars(venue: "okx", symbol: "ETHUSDT", segment: .perpetual)?.count == 1080)
    #expect(store.fundingRates(venue: "bybit", symbol: "ETHUSDT")?.interval == 8 * TimeText.hour)
    #expect(store.lendingRates(symbol: "weETH")?.count == 46)
    #expect(store.stakingRates(symbol: "wstETH")?.values(named: "market_rate") != nil)
    #expect(store.gasPrices()?.count == 1080)
  }
}
