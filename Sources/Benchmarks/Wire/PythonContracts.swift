import Foundation
import JSON

/// The Python stack's times for the same work, in nanoseconds of its own CPU time.
enum PythonContracts {
  static func run() -> JSONNode? {
    let bench = Workbench.current
    return PeerProcess(
      "\(bench.home)/venv-eth/bin/python", ["-c", script, "\(bench.home)/data/logs.json"])?.run()
  }

  private static let script = """
    import json, sys, time, warnings
    warnings.filterwarnings("ignore")
    import orjson
    from eth_abi import encode, decode
    from eth_account import Account
    from eth_utils import keccak, to_checksum_address

    def best(work, repeats, rounds=5):
        work()
        least = 1e9
        for _ in range(rounds):
            start = time.process_time()
            for _ in range(repeats):
                work()
            least = min(least, (time.process_time() - start) / repeats)
        return least * 1e9

    A, B, W = "0x" + "aa" * 20, "0x" + "bb" * 20, "0x" + "cc" * 20
    supply_selector = keccak(text="supply(address,uint256,address,uint16)")[:4]
    swap_types = "(address,address,uint24,address,uint256,uint256,uint160)"
    swap_selector = keccak(text="exactInputSingle(" + swap_types + ")")[:4]

    def supply():
        return supply_selector + encode(
            ["address", "uint256", "address", "uint16"], [A, 1000000, W, 0])

    def swap():
        return swap_selector + encode([swap_types], [(A, B, 3000, W, 1000000, 5, 0)])

    raw = open(sys.argv[1], "rb").read() if len(sys.argv) > 1 else None

    def logs_int():
        total = 0
        for log in orjson.loads(raw)["result"]:
            topics = log["topics"]
            total += int(log["data"], 16) + int(topics[1][-2:], 16) + int(topics[2][-2:], 16) + 1
        return total & (2**64 - 1)

    def logs_abi():
        for log in orjson.loads(raw)["result"]:
            topics = log["topics"]
            decode(["address"], bytes.fromhex(topics[1][2:]))
            decode(["address"], bytes.fromhex(topics[2][2:]))
            decode(["uint256"], bytes.fromhex(log["data"][2:]))

    account = Account.from_key(bytes([0x46] * 32))
    fields = dict(
        type=2, chainId=1, nonce=7, maxPriorityFeePerGas=1500000000, maxFeePerGas=30000000000,
        gas=250000, to=to_checksum_address(A), value=0, data=supply())
    tx = account.sign_transaction(fields).raw_transaction.hex()
    print(json.dumps(dict(
        supply=best(supply, 1000), swap=best(swap, 500), sign=best(
            lambda: account.sign_transaction(fields), 100),
        logsInt=best(logs_int, 5), logsABI=best(logs_abi, 1, 3), sum=str(logs_int()),
        calldata=supply().hex(), tx=tx[2:] if tx.startswith("0x") else tx)))
    """
}
