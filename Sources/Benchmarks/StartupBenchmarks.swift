import CBenchmarkReference
import Foundation

/// Wall time from start to end of `venues --help` against `/bin/true`, both started in turn. The
/// program is the one built beside this one; `VENUES_STATIC` names one with the Swift runtime
/// linked in.
enum StartupBenchmarks {
  static func run() -> [Measurement] {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let built = folder.appendingPathComponent("venues").path
    var results = [measure("venues --help, dynamic", built, most: 8)]
    if let path = ProcessInfo.processInfo.environment["VENUES_STATIC"] {
      results.append(measure("venues --help, static", path, most: 4))
    }
    return results
  }

  private static func measure(_ name: String, _ path: String, most: Double) -> Measurement {
    guard FileManager.default.isExecutableFile(atPath: path) else {
      return Measurement(name: name, unit: "ms", ours: .init([]), note: "skipped: no \(path)")
    }
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<41 {
      theirs.append(Double(reference_spawn("/bin/true", "--help")) / 1e6)
      ours.append(Double(reference_spawn(path, "--help")) / 1e6)
    }
    return Measurement(
      name: name, unit: "ms", ours: .init(ours), reference: .init(theirs),
      referenceName: "/bin/true", goal: .difference(most), note: "wall time, \(path)")
  }
}
