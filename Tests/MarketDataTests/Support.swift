import FixedPoint
import Glibc
import TestSupport

@testable import MarketData

/// Where the shared test input lies, if it is there.
let basisDirectory = SharedFolder.path("data/basis")

/// The synthetic sample of this repository.
let sampleDirectory: String = {
  let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
  let candidates = [root + "/config/sample", "/work/main/config/sample"]
  return candidates.first { access($0, R_OK) == 0 } ?? candidates[0]
}()

func check(_ text: String, name: String = "test.csv") throws(ImportError) -> QualityReport {
  try MarketDataImporter(computesChecksum: false).check(Array(text.utf8), name: name)
}

func read(
  _ text: String, name: String = "test.csv", policies: ImportPolicies = .strict
) throws(ImportError) -> SeriesTable {
  try MarketDataImporter(policies: policies).read(Array(text.utf8), name: name)
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
