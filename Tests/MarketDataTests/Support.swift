import FixedPoint
import Glibc

@testable import MarketData

/// Where the shared test input lies, if it is there.
let basisDirectory: String? = {
  var candidates: [String] = []
  if let named = getenv("VENUES_SHARED") { candidates.append(String(cString: named)) }
  candidates.append(
    #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/shared")
  candidates.append("/work/shared")
  return candidates.map { $0 + "/data/basis" }.first { access($0, R_OK) == 0 }
}()

/// The synthetic sample of this repository.
let sampleDirectory: String = {
  let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
  let candidates = [root + "/config/sample", "/work/main/config/sample"]
  return candidates.first { access($0, R_OK) == 0 } ?? candidates[0]
}()

func bytes(hexadecimal text: String) -> [UInt8] {
  let digits = text.utf8.map { $0 > 96 ? $0 - 87 : $0 - 48 }
  return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

func check(_ text: String, name: String = "test.csv") throws(ImportError) -> QualityReport {
  try MarketDataImporter(computesChecksum: false).check(Array(text.utf8), name: name)
}

func read(
  _ text: String, name: String = "test.csv", policies: ImportPolicies = .strict
) throws(ImportError) -> SeriesTable {
  try MarketDataImporter(policies: policies).read(Array(text.utf8), name: name)
}

/// A small deterministic generator for property tests.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var mixed = state ^ state >> 33
    mixed = mixed &* 0xff51_afd7_ed55_8ccd
    return mixed ^ mixed >> 33
  }
}

/// A directory of its own for one test, removed at the end.
func withTemporaryDirectory(_ body: (String) throws -> Void) throws {
  var template = Array("/tmp/marketdata-XXXXXX".utf8CString)
  guard let made = mkdtemp(&template) else {
    throw ImportError.unwritable(path: "/tmp", code: errno)
  }
  let path = String(cString: made)
  defer {
    for file in (try? FileSystem.files(below: path)) ?? [] { unlink(file) }
    for name in ["binance", "bybit"] { rmdir(path + "/" + name) }
    rmdir(path)
  }
  try body(path)
}
