import CBenchmarkReference
import Foundation

/// The bars and fundings of W1: `bars1m.bin` and `fund1m.bin` of a folder where there is one
/// (`VENUES_BENCH_DATA`, else `~/.cache/venues-bench/data`), else a random walk of the same shape.
struct W1Data {
  let bars: [reference_bar]
  let fundings: [reference_funding]
  /// Where they come from.
  let origin: String

  static func load() -> W1Data {
    let environment = ProcessInfo.processInfo.environment
    let folder =
      environment["VENUES_BENCH_DATA"]
      ?? (environment["HOME"] ?? "") + "/.cache/venues-bench/data"
    if let bars: [reference_bar] = read(folder + "/bars1m.bin"),
      let fundings: [reference_funding] = read(folder + "/fund1m.bin")
    {
      return W1Data(bars: bars, fundings: fundings, origin: "bars1m.bin")
    }
    return walk()
  }

  /// The rows of a file of fixed-size rows; nil where it cannot be read.
  static func read<Row: BitwiseCopyable>(_ path: String) -> [Row]? {
    guard let bytes = FileManager.default.contents(atPath: path), !bytes.isEmpty else {
      return nil
    }
    return bytes.withUnsafeBytes { Array($0.bindMemory(to: Row.self)) }
  }

  private static func walk() -> W1Data {
    var generator = SplitMix(seed: 5)
    var bars: [reference_bar] = []
    var fundings: [reference_funding] = []
    var price: Int64 = 430_000
    let start: Int64 = 1_704_067_200_000_000_000
    for index in 0..<1_000_000 {
      var bar = reference_bar()
      bar.open_time = start + Int64(index) * 60_000_000_000
      bar.open = price + Int64(generator.below(3)) - 1
      price = max(100_000, price + Int64(generator.below(501)) - 250)
      bar.close = price
      bar.high = max(bar.open, bar.close)
      bar.low = min(bar.open, bar.close)
      bar.volume = 1_000
      bars.append(bar)
      let end = bar.open_time + 60_000_000_000
      if end % 28_800_000_000_000 == 0 {
        fundings.append(reference_funding(time: end, rate: Int64(generator.below(20_000)) - 5_000))
      }
    }
    return W1Data(bars: bars, fundings: fundings, origin: "synthetic bars")
  }
}
