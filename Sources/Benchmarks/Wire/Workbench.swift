import Foundation

/// Where the data and the reference programs of `bench/bootstrap.sh` are: `--home DIR` (else
/// `BENCH_HOME`, else `~/.cache/venues-bench`) with `data`, `bin` and `venv-*` inside, and
/// `--peers DIR` (else `VENUES_SHARED/bench`, else `/work/shared/bench`) with the scripts.
struct Workbench {
  let home: String
  let peers: String

  static let current = Workbench(CommandLine.arguments, ProcessInfo.processInfo.environment)

  private init(_ arguments: [String], _ environment: [String: String]) {
    func flag(_ name: String) -> String? {
      guard let place = arguments.firstIndex(of: name) else { return nil }
      return arguments.indices.contains(place + 1) ? arguments[place + 1] : nil
    }
    home =
      flag("--home") ?? environment["BENCH_HOME"]
      ?? (environment["HOME"] ?? "") + "/.cache/venues-bench"
    peers =
      flag("--peers") ?? environment["VENUES_SHARED"].map { $0 + "/bench" } ?? "/work/shared/bench"
  }

  /// A data file's bytes; nil where it is missing.
  func data(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(home)/data/\(name)").map { [UInt8]($0) }
  }

  /// A reference program of `bin`, with the data file it reads.
  func program(_ name: String, _ arguments: String...) -> PeerProcess? {
    PeerProcess("\(home)/bin/\(name)", arguments)
  }

  /// A script of the peers' folder, run by the interpreter of a `venv`.
  func script(_ name: String, venv: String, _ arguments: String...) -> PeerProcess? {
    guard FileManager.default.fileExists(atPath: "\(peers)/py/\(name)") else { return nil }
    return PeerProcess(
      "\(home)/venv-\(venv)/bin/python", [name] + arguments, folder: "\(peers)/py",
      environment: ["BENCH_DATA": "\(home)/data", "BENCH_HOME": home])
  }

  /// A row that says what it lacks.
  func missing(_ name: String, _ what: String) -> Measurement {
    Measurement(name: name, ours: .init([]), note: "skipped: no \(what) in \(home)")
  }
}
