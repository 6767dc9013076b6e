import CBenchmarkReference
import Ethereum
import EthereumKeys
import FixedPoint
import Foundation
import Protocols

extension Workload {
  /// W5: order instructions to signed HTTP bytes.
  static func w5(_ arguments: [String]) throws -> String {
    let (path, bytes) = try file(arguments, "W5 INSTRUCTIONS [ROUNDS]")
    guard var desk = OrderDesk(bytes), desk.count > 0 else {
      throw Misuse(message: "no instructions in \(path)")
    }
    let (text, accepted, written) = desk.digest()
    let (wall, processor) = least(of: try number(arguments, 1) ?? 15) {
      reference_consume(UInt64(desk.run()))
    }
    let (middle, slow) = desk.percentiles()
    return """
      {"workload":"W5","system":"venues","n":\(desk.count),"secs":\(wall),"cpu":\(processor),\
      "ns_per_order":\(processor * 1e9 / Double(desk.count)),"accepted":\(accepted),\
      "bytes":\(written),"p50_us":\(middle / 1_000),"p99_us":\(slow / 1_000),"sha256":"\(text)"}
      """
  }

  /// W6: private-stream messages to typed updates.
  static func w6(_ arguments: [String]) throws -> String {
    let (path, bytes) = try file(arguments, "W6 MESSAGES [ROUNDS]")
    guard let messages = StreamMessages(bytes), messages.count > 0 else {
      throw Misuse(message: "no messages in \(path)")
    }
    var sum: UInt64 = 0
    let (wall, processor) = least(of: try number(arguments, 1) ?? 15) {
      sum = messages.checksum()
      reference_consume(sum)
    }
    let percentiles = messages.percentiles(50, 99)
    return """
      {"workload":"W6","system":"venues","n":\(messages.count),"secs":\(wall),"cpu":\(processor),\
      "ns_per_msg":\(processor * 1e9 / Double(messages.count)),"unread":\(messages.unread),\
      "p50_us":\(percentiles[0] / 1_000),"p99_us":\(percentiles[1] / 1_000),"checksum":\(sum)}
      """
  }

  /// W7: what is done on chain, a line for each operation.
  static func w7(_ arguments: [String]) throws -> String {
    let (_, logs) = try file(arguments, "W7 LOGS")
    guard let sample = ContractSamples() else { throw Misuse(message: "no libsecp256k1") }
    var digest = Keccak256.hash([UInt8](0..<32))
    let block = (0..<1_024).map { UInt8(truncatingIfNeeded: $0) }
    let made = sample.signed(nonce: 7).map { Hex.encode($0.rawBytes, prefixed: false) }
    var transfers: [ERC20Transfer] = []
    var sum: UInt64 = 0
    let raw = digest.bytes
    let signature = try sample.key.sign(digest)
    let lines = [
      #"{"workload":"W7","check":"tx1559","hex":"\#(made ?? "")"}"#,
      operation("keccak256_32B", 20_000) { _ in digest = Keccak256.hash(raw) },
      operation("keccak256_1KiB", 3_000) { _ in digest = Keccak256.hash(block) },
      operation("secp256k1_sign_recoverable", 300) { _ in
        reference_consume((try? sample.key.sign(digest)) == nil ? 0 : 1)
      },
      operation("secp256k1_recover", 300) { _ in
        reference_consume((try? PublicKey(recovering: signature, digest: digest)) == nil ? 0 : 1)
      },
      operation("eip1559_sign", 300) { index in
        reference_consume(UInt64(sample.signed(nonce: UInt64(index))?.rawBytes.count ?? 0))
      },
      operation("abi_aave_supply", 50_000) { index in
        let call = try? ContractSamples.supply(UInt256(UInt64(index)))
        reference_consume(UInt64(call?.last ?? 0))
      },
      operation("abi_exactInputSingle", 50_000) { index in
        let call = try? ContractSamples.swap(UInt256(UInt64(index)))
        reference_consume(UInt64(call?.last ?? 0))
      },
      operation("decode_1000_logs", 20) { _ in
        sum = ContractSamples.sum(ofLogsIn: logs, &transfers)
      },
      #"{"workload":"W7","check":"logs","sum":\#(sum),"n":\#(transfers.count)}"#,
    ]
    return lines.joined(separator: "\n")
  }

  private static func operation(_ name: String, _ count: Int, _ work: (Int) -> Void) -> String {
    let times = (0..<7).map { _ in
      Harness.time { for index in 0..<count { work(index) } } / Double(count) / 1_000
    }.sorted()
    return """
      {"workload":"W7","system":"venues","op":"\(name)","us":\(times[3]),"us_min":\(times[0]),\
      "ops":\(1_000_000 / times[0])}
      """
  }

  private static func file(
    _ arguments: [String], _ usage: String
  ) throws -> (path: String, bytes: [UInt8]) {
    guard let path = arguments.first else { throw Misuse(message: usage) }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Misuse(message: "cannot read \(path)")
    }
    return (path, [UInt8](bytes))
  }
}
