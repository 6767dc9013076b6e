import ArgumentParser
import Venues

/// Values of the configuration given on the command line.
struct ConfigurationOverrides: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: "A key of the configuration and its value, as in horizonDays=30. May be repeated.")
  var assignments: [String] = []

  func pairs() throws(VenuesError) -> [(key: String, value: String)] {
    var pairs: [(key: String, value: String)] = []
    for text in assignments {
      let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else {
        throw VenuesError(
          .usage, code: "usage", message: "'\(text)' is no KEY=VALUE", path: "--set",
          hint: "Write --set horizonDays=30.")
      }
      pairs.append((key: String(sides[0]), value: String(sides[1])))
    }
    return pairs
  }
}
