import CBenchmarkReference
import Ethereum
import EthereumKeys
import FixedPoint
import JSON
import Protocols

/// Calldata and transactions through the contracts' own interfaces, against the Python stack
/// (eth-abi, eth-account) run beside them.
enum ContractBenchmarks {
  static func run() -> [Measurement] {
    let peers = PythonContracts.run()
    var results = calldata(peers)
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
    let asset = Address([UInt8](repeating: 0xaa, count: 20)) ?? .zero
    let other = Address([UInt8](repeating: 0xbb, count: 20)) ?? .zero
    let wallet = Address([UInt8](repeating: 0xcc, count: 20)) ?? .zero
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
    let supply = times {
      try? AavePool.supply(asset: asset, amount: $0, onBehalfOf: wallet)
    }
    let swap = times {
      try? UniswapV3Router.swapExactInput(
        tokenIn: asset, tokenOut: other, fee: 3_000, recipient: wallet, amountIn: $0,
        minimumOut: UInt256(5 as UInt64))
    }
    let made = try? AavePool.supply(
      asset: asset, amount: UInt256(1_000_000 as UInt64), onBehalfOf: wallet)
    let isEqual = made.map { Hex.encode($0, prefixed: false) } == peers?["calldata"]?.text
    return [
      row(
        "abi: Aave supply", supply, peers, "supply", "eth-abi", goal: 200,
        note: isEqual ? "equal bytes" : "BYTES DIFFER"),
      row(
        "abi: exactInputSingle", swap, peers, "swap", "eth-abi, 7 fields", goal: 200),
    ]
  }

  private static func transaction(_ peers: JSONNode?) -> Measurement? {
    guard let key = try? PrivateKey(copying: [UInt8](repeating: 0x46, count: 32)),
      let asset = Address([UInt8](repeating: 0xaa, count: 20)),
      let wallet = Address([UInt8](repeating: 0xcc, count: 20)),
      let data = try? AavePool.supply(
        asset: asset, amount: UInt256(1_000_000 as UInt64), onBehalfOf: wallet)
    else { return nil }
    let transaction = Transaction.feeMarket(
      FeeMarketTransaction(
        chainID: 1, nonce: 7, maxPriorityFeePerGas: 1_500_000_000,
        maxFeePerGas: 30_000_000_000, gasLimit: 250_000, to: asset, value: .zero, data: data,
        accessList: []))
    func sign() -> SignedTransaction? {
      try? SignedTransaction(signing: transaction) { (digest) throws(KeyError) in
        try key.sign(digest)
      }
    }
    let times = (0..<15).map { _ in
      Harness.time { for _ in 0..<50 { reference_consume(UInt64(sign()?.rawBytes.count ?? 0)) } }
        / 50
    }
    let isEqual = sign().map { Hex.encode($0.rawBytes, prefixed: false) } == peers?["tx"]?.text
    return row(
      "EIP-1559 supply transaction", times, peers, "sign", "eth-account", goal: 13,
      note: isEqual ? "equal bytes" : "BYTES DIFFER")
  }
}
