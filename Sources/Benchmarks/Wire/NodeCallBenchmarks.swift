import CBenchmarkReference
import JSON
import Transport

/// A batch of 100 calls to a node written, and its answers read, by the JSON-RPC codec.
enum NodeCallBenchmarks {
  private static let count = 100

  static func run() -> [Measurement] {
    let name = "json-rpc, 100 calls"
    let calls = (0..<count).map { index -> JSONRPCCall in
      let to = "0x" + hexadecimal(0, 24) + hexadecimal(0x1000 + index, 16)
      let data = "0x70a08231" + hexadecimal(0, 48) + hexadecimal(index, 16)
      return JSONRPCCall(
        "eth_call",
        [
          .object([
            JSONMember(name: "to", value: .string(to)),
            JSONMember(name: "data", value: .string(data)),
          ]), .string("latest"),
        ])
    }
    let answers = (0..<count).map { index in
      #"{"jsonrpc":"2.0","id":\#(1 + index),"result":"0x"#
        + hexadecimal(0, 48) + hexadecimal(1_000_003 * index, 16) + #""}"#
    }
    let body = Array(("[" + answers.joined(separator: ",") + "]").utf8)
    let program = Workbench.current.program("jsonrpc", "400")
    var theirs: [Double] = []
    var ours: [Double] = []
    var sum: UInt64 = 0
    var verdict = "no reference program"
    for _ in 0..<5 {
      if let answer = program?.run(), let time = answer.nanosecondsPerItem {
        theirs.append(time)
        sum = round(calls, body)
        let isEqual = answer.literal("checksum") == String(sum)
        verdict = isEqual ? "equal checksum" : "CHECKSUM DIFFERS"
      }
      for _ in 0..<100 {
        ours.append(Harness.time { reference_consume(round(calls, body)) } / Double(count))
      }
    }
    return [
      Measurement(
        name: name, ours: .init(ours), reference: theirs.isEmpty ? nil : .init(theirs),
        referenceName: "simdjson program", goal: .speed(0.5), note: "a call, \(verdict)")
    ]
  }

  private static func round(_ calls: [JSONRPCCall], _ body: [UInt8]) -> UInt64 {
    var sum = UInt64(JSONRPCCodec.encode(calls, firstID: 1).count)
    for answer in JSONRPCCodec.decode(body, count: count, firstID: 1) {
      guard case .success(let value) = answer else { continue }
      // Between the quotation marks, as the reference has it.
      let bytes = value.bytes
      sum = sum &* 31 &+ UInt64(bytes.count - 2) &+ UInt64(bytes[bytes.endIndex - 2])
    }
    return sum
  }

  private static func hexadecimal(_ value: Int, _ digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
