import FixedPoint
import TestSupport
import Testing

@testable import MarketData

@Suite struct CellTests {
  @Test(arguments: [
    ("0", "0", false), ("-0", "0", false), ("1.5", "1.5", false), ("+2", "2", false),
    (".5", "0.5", false), ("5.", "5", false), ("3.2e-07", "0.00000032", false),
    ("1E3", "1000", false), ("0.000000000000000001", "0.000000000000000001", false),
    ("0.0000000000000000005", "0", true), ("0.0000000000000000015", "0.000000000000000002", true),
    ("7.888586595727887e-06", "0.000007888586595728", true),
    ("0.24710000000000001", "0.24710000000000001", false), ("1e-60", "0", true),
    ("0.00000000000000000000000000000000000000000000000001", "0", true),
    ("6343874727.548127", "6343874727.548127", false),
    ("1.00000000000000000000000000000000000000000", "1", false),
  ])
  func readsDecimals(text: String, expected: String, isRounded: Bool) throws {
    let cell = try DecimalCell.parse(Array(text.utf8).span).get()
    #expect(cell.value.description == expected)
    #expect(cell.isRounded == isRounded)
  }

  @Test(arguments: [
    ("", ValueProblem.empty), ("nan", .notANumber), ("NaN", .notANumber), ("-inf", .infinite),
    ("Infinity", .infinite), ("1,5", .malformedNumber), ("1e", .malformedNumber),
    ("1e999999999999", .malformedNumber), ("0x10", .malformedNumber), ("-", .malformedNumber),
    ("1 ", .malformedNumber), ("1.2.3", .malformedNumber), ("1e21", .malformedNumber),
    ("999999999999999999999999999999999999999999", .malformedNumber), ("80%", .malformedNumber),
  ])
  func refusesDecimals(text: String, problem: ValueProblem) {
    guard case .failure(let failure) = DecimalCell.parse(Array(text.utf8).span) else {
      Issue.record("\(text) was read")
      return
    }
    #expect(failure.problem == problem)
  }

  @Test func agreesWithFixedPoint() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let mantissa = Int128(Int64.random(in: .min ... .max, using: &random)) * 1_000_003
      let value = Decimal18(mantissa: mantissa)
      let cell = try DecimalCell.parse(Array(value.description.utf8).span).get()
      #expect(cell.value == value && !cell.isRounded)
    }
  }

  @Test(arguments: [
    ("2024-05-12T01:00:00Z", "2024-05-12T01:00:00Z", TimeFormat.isoZulu),
    ("2024-05-12 01:00:00+00:00", "2024-05-12T01:00:00Z", .isoOffset),
    ("2024-05-12T03:30:00+02:30", "2024-05-12T01:00:00Z", .isoOffset),
    ("2024-05-12T00:00:00+00:00Z", "2024-05-12T00:00:00Z", .isoOffsetZulu),
    ("2024-05-12 01:00:00", "2024-05-12T01:00:00Z", .isoWithoutZone),
    ("2024-05-12T01:00:00.250Z", "2024-05-12T01:00:00.25Z", .isoZulu),
    ("2024-02-29", "2024-02-29T00:00:00Z", .date),
    ("1704067200", "2024-01-01T00:00:00Z", .seconds),
    ("1704067200.125", "2024-01-01T00:00:00.125Z", .decimalSeconds),
    ("1704067200003", "2024-01-01T00:00:00.003Z", .milliseconds),
    ("1735689600000001", "2025-01-01T00:00:00.000001Z", .microseconds),
    ("1735689600000000001", "2025-01-01T00:00:00.000000001Z", .nanoseconds),
    ("4102444799", "2099-12-31T23:59:59Z", .seconds),
  ])
  func readsTimes(text: String, expected: String, format: TimeFormat) throws {
    let cell = try TimeCell.parse(Array(text.utf8).span).get()
    #expect(TimeText.format(cell.nanoseconds) == expected)
    #expect(cell.format == format)
  }

  @Test(arguments: [
    ("", ValueProblem.empty), ("2024-02-30", .malformedTime), ("2023-02-29", .malformedTime),
    ("2024-05-12T25:00:00Z", .malformedTime), ("2008-12-31", .timeOutOfWindow),
    ("4102444800", .timeOutOfWindow), ("123", .timeOutOfWindow), ("2024-05-12T01", .malformedTime),
    ("99999999999999999999999", .timeOutOfWindow), ("2024-05-12T01:00:00X", .malformedTime),
    ("yesterday", .malformedTime), ("2024-05-12T01:00:00+0", .malformedTime),
    ("-5", .malformedTime),
  ])
  func refusesTimes(text: String, problem: ValueProblem) {
    guard case .failure(let failure) = TimeCell.parse(Array(text.utf8).span) else {
      Issue.record("\(text) was read")
      return
    }
    #expect(failure.problem == problem)
  }
}
