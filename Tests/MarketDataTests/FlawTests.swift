import FixedPoint
import Testing

@testable import MarketData

@Suite struct FlawTests {
  static let header = "timestamp,open,high,low,close,volume\n"
  static let hour = 1_704_067_200

  static func bars(_ rows: [(hour: Int, close: String)]) -> String {
    rows.reduce(header) { $0 + "\(hour + $1.hour * 3600),1,9,1,\($1.close),5\n" }
  }

  @Test(arguments: [
    ("1704067200,1,2,1,nan,5\n", "test.csv:2", "notANumber"),
    ("1704067200,1,2,1,2,5\n1704070800,1,inf,1,2,5\n", "test.csv:3", "infinite"),
    ("1704067200,1,2,1,2\n", "test.csv:2", "5 cells"),
    ("1704067200,1,2,1,2,5,6\n", "test.csv:2", "7 cells"),
    ("17040672,1,2,1,2,5\n", "test.csv:2", "timeOutOfWindow"),
    ("1704067200,1,2,1,2,\n", "test.csv:2", "empty"),
    ("1704067200,1,2,1,\"2,5\n", "test.csv:2", "does not end"),
    ("1704067200,1,2,1,2,5\n1704063600,1,2,1,2,5\n", "test.csv:3", "order policy sort"),
  ])
  func refusesWithLineAndRemedy(rows: String, place: String, word: String) {
    do {
      _ = try read(Self.header + rows)
      Issue.record("was read")
    } catch {
      #expect(error.description.hasPrefix(place + ":"))
      #expect(error.description.contains(word))
    }
  }

  @Test(arguments: [
    "a,b,c\n1,2,3\n", "timestamp,is_snapshot,side,price,amount\n1704067200,1,buy,1,1\n",
  ])
  func namesUnknownColumns(text: String) {
    do {
      _ = try check(text)
      Issue.record("was read")
    } catch {
      #expect(error.description.contains("lending-rates"))
      guard case .unknownColumns(_, let found) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(found.count >= 3)
    }
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n"])
  func refusesEmptyFiles(text: String) {
    #expect(throws: ImportError.emptyFile(path: "test.csv")) { try check(text) }
  }

  @Test(arguments: ["[", "[[1,2", "[1,2]", "{\"a\":1}", "[[1704067200000,1,2,1,2,3]"])
  func refusesMalformedJSON(text: String) {
    #expect(throws: ImportError.self) { try check(text, name: "x.json") }
  }

  @Test func headerOnlyIsNoError() throws {
    let report = try check(Self.header)
    #expect(report.rows == 0 && report.first == nil && !report.isClean)
    #expect(report.lines().contains { $0.contains("no rows") })
  }

  @Test func oneFileHoldsOneInstrument() {
    let text = "funding_timestamp,funding_rate,symbol\n1704067200,1,A\n1704096000,1,B\n"
    #expect(
      throws: ImportError.severalInstruments(
        at: SourceLocation(path: "test.csv", line: 3), first: "A", second: "B")
    ) { try check(text) }
  }

  static let holed = bars([(0, "2"), (1, "3"), (2, "4"), (5, "5"), (6, "6")])

  @Test func reportsGaps() throws {
    let report = try check(Self.holed)
    let first = Int64(Self.hour + 3 * 3600) * TimeText.second
    #expect(report.gaps == [Gap(firstMissing: first, missing: 2, line: 5)])
    #expect(report.missingRows == 2)
    #expect(
      throws: ImportError.gap(
        at: SourceLocation(path: "test.csv", line: 5), firstMissing: first, missing: 2)
    ) { try read(Self.holed) }
  }

  @Test(arguments: [
    (GapPolicy.skip, ["2", "3", "4", "5", "6"]), (.halt, ["2", "3", "4"]),
    (.carry, ["2", "3", "4", "4", "4", "5", "6"]),
  ])
  func gapPolicies(policy: GapPolicy, closes: [String]) throws {
    let table = try read(Self.holed, policies: ImportPolicies(gaps: policy))
    #expect(table.values("close")?.map(\.description) == closes)
    #expect(table.isConsistent)
    if policy == .carry {
      #expect(table.values("open")?[3].description == "4")
      #expect(table.values("volume")?[3].isZero == true)
      #expect(table.times[4] - table.times[3] == TimeText.hour)
    }
  }

  static let doubled = bars([(0, "2"), (1, "3"), (1, "3"), (2, "4"), (2, "5"), (3, "6")])

  @Test func tellsDuplicatesFromConflicts() throws {
    let report = try check(Self.doubled)
    #expect(report.exactDuplicates.map(\.secondLine) == [4])
    #expect(report.conflicts.map(\.firstLine) == [5])
    #expect(report.gaps.isEmpty)
    let time = Int64(Self.hour + 2 * 3600) * TimeText.second
    #expect(
      throws: ImportError.conflict(
        at: SourceLocation(path: "test.csv", line: 6), time: time)
    ) { try read(Self.doubled) }
  }

  @Test(arguments: [
    (ConflictPolicy.first, ["2", "3", "4", "6"]), (.last, ["2", "3", "5", "6"]),
  ])
  func conflictPolicies(policy: ConflictPolicy, closes: [String]) throws {
    let table = try read(Self.doubled, policies: ImportPolicies(conflicts: policy))
    #expect(table.values("close")?.map(\.description) == closes)
  }

  @Test func sortsOnlyWhenAllowed() throws {
    let text = Self.bars([(2, "4"), (0, "2"), (1, "3")])
    #expect(try check(text).outOfOrderLines == [3])
    let table = try read(text, policies: ImportPolicies(order: .sort))
    #expect(table.values("close")?.map(\.description) == ["2", "3", "4"])
  }

  @Test func fundingJitterIsNoGap() throws {
    let text =
      "calc_time,funding_interval_hours,last_funding_rate\n"
      + "1704067200003,8,0.1\n1704096000000,8,0.1\n1704124800009,8,0.1\n1704139200001,4,0.1\n"
      + "1704168000000,4,0.1\n"
    let report = try check(text)
    #expect(report.gaps.map(\.missing) == [1])
    #expect(report.gaps.map(\.line) == [6])
  }

  @Test func reportsAsText() throws {
    let report = try check(Self.doubled)
    #expect(report.lines().contains { $0.contains("1 exact duplicates, 1 conflicts") })
    #expect(report.json.hasPrefix("{\"path\":\"test.csv\",\"encoding\":\"csv\",\"bytes\":"))
    #expect(
      report.json.contains("\"conflicts\":[{\"time\":\"2024-01-01T02:00:00Z\",\"lines\":[5,6]}]"))
  }

  @Test func missingFilesAreNamed() {
    #expect(throws: ImportError.unreadable(path: "/nonexistent", code: 2)) {
      try MarketDataImporter().check(path: "/nonexistent")
    }
    #expect(throws: ImportError.unreadable(path: "/tmp", code: 21)) {
      try MarketDataImporter().check(path: "/tmp")
    }
  }
}
