import Testing
import TradingModel

@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2024-08-15T00:00:00Z", 1_723_680_000),
      ("2024-02-29 23:59:59+00:00", 1_709_251_199), ("2024-08-15", 1_723_680_000),
      ("2261-12-31T23:59:00Z", 9_214_646_340),
    ] as [(String, Int64)])
  func parses(text: String, seconds: Int64) {
    #expect(Timestamp(text) == Timestamp(seconds: seconds))
  }

  @Test(arguments: [
    "", "2024", "2024-13-01", "2023-02-29", "2024-08-15T24:00:00Z", "2024-08-15T00:00:00",
    "2024-08-15T00:00:00+01:00", "2024-08-15T00:00:00.Z", "9999-01-01", "2024-08-15T00:00:00Zx",
  ])
  func refuses(text: String) { #expect(Timestamp(text) == nil) }

  @Test func printsWhatItParses() {
    var seconds: Int64 = 0
    while seconds < 9_000_000_000 {
      let time = Timestamp(nanoseconds: seconds * 1_000_000_000 + 120_000_000 * (seconds % 3))
      #expect(Timestamp(time.description) == time)
      seconds += 86_399_999
    }
  }

  @Test func saturatesInsteadOfTrapping() {
    #expect(Timestamp(seconds: .max).nanoseconds == .max)
    #expect(Timestamp(nanoseconds: .max).advanced(by: .seconds(1)).nanoseconds == .max)
    #expect(Timestamp(nanoseconds: .min).since(Timestamp(nanoseconds: .max)).nanoseconds == .min)
  }
}
