import Testing
import TradingModel

@Suite("Spelling")
struct SpellingTests {
  @Test(
    "distances",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3),
      ("ca", "abc", 3), ("tick", "tik", 1), ("floor", "roofl", 4),
    ])
  func distance(left: String, right: String, expected: Int) {
    #expect(Spelling.distance(left, right) == expected)
    #expect(Spelling.distance(right, left) == expected)
  }

  @Test("a word too far away has no suggestion") func tooFar() {
    #expect(Spelling.nearest(to: "kraken", among: ["binance", "okx"]) == nil)
    #expect(Spelling.nearest(to: "anything", among: []) == nil)
    #expect(Spelling.nearest(to: "BINANCE", among: ["binance"]) == "binance")
  }
}
