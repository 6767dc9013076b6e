import CBenchmarkReference
import Hashing

/// W5: an order from a JSON line to signed HTTP bytes, through normaliser, risk gate and dialects.
/// The SHA-256 of all bytes equals that of the reference programs.
enum OrderPathBenchmarks {
  private static let name = "w5 order path"

  static func run() -> [Measurement] {
    let bench = Workbench.current
    guard let bytes = bench.data("instr.jsonl"), var desk = OrderDesk(bytes) else {
      return [bench.missing(name, "data/instr.jsonl")]
    }
    let digest = desk.digest()
    var ours: [Double] = []
    var simdjson: [Double] = []
    var verdict = "no reference program"
    let program = bench.program("w5", "\(bench.home)/data/instr.jsonl")
    for round in 0..<5 {
      if let answer = program?.run(), let time = answer.nanosecondsPerItem {
        simdjson.append(time)
        let isEqual = answer.literal("sha256") == digest.text
        verdict = isEqual ? "equal sha256" : "SHA256 DIFFERS"
      }
      for _ in 0..<(round == 0 ? 4 : 3) {
        let time = Harness.time { reference_consume(UInt64(desk.run())) }
        ours.append(time / Double(desk.count))
      }
    }
    let (middle, slow) = desk.percentiles()
    let note =
      "\(digest.accepted) of \(desk.count) accepted, \(verdict), "
      + "p99 is \(Format.decimals(slow / middle, 2))x p50 (goal below 5)"
    var results = [
      Measurement(
        name: name, ours: .init(ours), reference: simdjson.isEmpty ? nil : .init(simdjson),
        referenceName: "simdjson + OpenSSL program", goal: .speed(0.5), note: note)
    ]
    let ccxt = bench.script("w5_ccxt.py", venv: "ex", "ccxt", "3000")?.run()
    results.append(
      Measurement(
        name: name, ours: .init(ours),
        reference: ccxt?.nanosecondsPerItem.map { .init([$0]) },
        referenceName: "ccxt create_order, fetch stubbed", goal: .speed(60),
        note: ccxt == nil ? "no venv-ex" : ""))
    return results
  }
}
