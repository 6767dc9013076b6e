import CBenchmarkReference
import Ethereum
import FixedPoint
import JSON
import Protocols

/// Calldata, logs and transactions through the contracts' own interfaces, against the Python stack
/// (eth-abi, orjson, eth-account) run beside them.
enum ContractBenchmarks {
  static func run() -> [Measurement] {
    let peers = PythonContracts.run()
    var results = calldata(peers)
    results += logs(peers)
    if let row = transaction(peers) { results.append(row) }
    return results
  }

  private static func row(
    _ name: String, _ ours: [Double], _ peers: JSONNode?, _ key: String, _ title: String,
    goal: Double, note: String = ""
  ) -> Measurement {
    Measurement(
      name: name, ours: .init(ours), reference: peers?.number(key).map { .init([$0]) },
      referenceName: title, goal: .speed(goal), note: peers == nil ? "no venv-eth" : note)
  }

  private static func calldata(_ peers: JSONNode?) -> [Measurement] {
    let batch = 2_000
    func times(_ encode: (UInt256) -> [UInt8]?) -> [Double] {
      (0..<25).map { _ in
        Harness.time {
          for index in 0..<batch {
            reference_consume(UInt64(encode(UInt256(UInt64(index)))?.last ?? 0))
          }
        } / Double(batch)
      }
    }
    let supply = times { try? ContractSamples.supply($0) }
    let swap = times { try? ContractSamples.swap($0) }
    let made = try? ContractSamples.supply(1_000_000)
    let isEqual = made.map { Hex.encode($0, prefixed: false) } == peers?["calldata"]?.text
    return [
      row(
        "abi: Aave supply", supply, peers, "supply", "eth-abi", goal: 200,
        note: isEqual ? "equal bytes" : "BYTES DIFFER"),
      row(
        "abi: exactInputSingle", swap, peers, "swap", "eth-abi, 7 fields", goal: 200),
    ]
  }

  private static func logs(_ peers: JSONNode?) -> [Measurement] {
    let bench = Workbench.current
    guard let body = bench.data("logs.json") else {
      return [bench.missing("1,000 Transfer logs", "data/logs.json")]
    }
    var transfers: [ERC20Transfer] = []
    var sum: UInt64 = 0
    let times = (0..<60).map { _ in
      Harness.time { sum = ContractSamples.sum(ofLogsIn: body, &transfers) }
    }
    let isEqual = peers?.literal("sum") == String(sum)
    let note = "\(transfers.count) logs, " + (isEqual ? "equal sum" : "SUM NOT EQUAL")
    return [
      row(
        "1,000 Transfer logs", times, peers, "logsABI", "orjson + eth-abi", goal: 200, note: note),
      row("1,000 Transfer logs", times, peers, "logsInt", "orjson + int()", goal: 4, note: note),
    ]
  }

  private static func transaction(_ peers: JSONNode?) -> Measurement? {
    guard let sample = ContractSamples() else { return nil }
    let times = (0..<15).map { _ in
      Harness.time {
        for _ in 0..<50 { reference_consume(UInt64(sample.signed(nonce: 7)?.rawBytes.count ?? 0)) }
      } / 50
    }
    let made = sample.signed(nonce: 7).map { Hex.encode($0.rawBytes, prefixed: false) }
    return row(
      "EIP-1559 supply transaction", times, peers, "sign", "eth-account", goal: 13,
      note: made == peers?["tx"]?.text ? "equal bytes" : "BYTES DIFFER")
  }
}
