import FixedPoint
import Testing
import TradingModel

@testable import InstructionLanguage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files of docs/examples, read without Foundation.
enum Examples {
  static let names = [
    "btc-basis.json",
    "deposit-usdt.json",
    "eth-basis.json",
    "eth-unwind.json",
    "flash-leverage.json",
    "flat-supply.json",
    "flat-trade.json",
    "flat-transfer.json",
    "order-atomic-group.json",
    "order.json",
    "perp-short-protected.json",
    "perp-stop.json",
    "repay-withdraw.json",
    "spot-buy.json",
    "stake-supply-borrow.json",
    "supply-usdt.json",
    "transfer-usdt.json",
    "wrap-supply-weth.json",
  ]

  static var folder: String {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/") + "/docs"
  }

  static func bytes(_ name: String) -> [UInt8] {
    for root in [folder, "/work/main/docs"] {
      guard let file = fopen("\(root)/\(name)", "rb") else { continue }
      defer { fclose(file) }
      var result: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { return result }
        result += buffer[..<count]
      }
    }
    return []
  }
}

@Suite struct EthBasisTests {
  @Test func basis() throws {
    let instruction = try InstructionDecoder.decode(
      Examples.bytes("examples/eth-basis.json"), file: "eth-basis.json", defaultID: nil)
    guard case .plan(let plan) = instruction.action else {
      Issue.record("not a plan")
      return
    }
    #expect(plan.legs.map(\.key) == ["long", "short", "move", "stake", "supply"])
    #expect(plan.requirements.costMax == Rate("0.0025"))
    #expect(plan.requirements.liquidationDistanceMin == Rate("0.25"))
    #expect(plan.deadline == TimeSpan.hours(2))
    guard case .action(.trade(let undo)) = plan.legs[0].undo else {
      Issue.record("no undo")
      return
    }
    #expect(undo.venue == "bybit" && undo.side == .sell && undo.price == nil)
    #expect(undo.quantity == .reference(LegReference(leg: "long", field: .filled)))
    guard case .action(.onChain(let back)) = plan.legs[4].undo else {
      Issue.record("no undo")
      return
    }
    #expect(back.steps[0].operation == .withdraw && back.steps[0].token == "weETH")
    #expect(back.chain == "ethereum" && back.steps[0].protocolName == "aave_v3")
  }
}
