import FixedPoint
import Testing
import TradingModel

@testable import InstructionLanguage

@Suite struct DialectTests {
  private func decode(_ name: String) throws -> Instruction {
    try InstructionDecoder.decode(
      Examples.bytes("examples/\(name)"), file: name, defaultID: nil)
  }

  @Test(arguments: Examples.names)
  func exampleDecodes(_ name: String) throws {
    let instruction = try decode(name)
    #expect(!instruction.id.isEmpty && instruction.bodyDigest.utf8.count == 64)
  }

  @Test func digestIgnoresIdAndOrder() throws {
    func digest(_ text: String) throws -> String {
      try InstructionDecoder.decode(Array(text.utf8), file: "", defaultID: "x").bodyDigest
    }
    let first = try digest(
      #"{"id":"a","operation":"supply","venue":"aave","token":"USDT","amount":1}"#)
    let second = try digest(
      #"{"amount":1, "token":"USDT","venue":"aave","operation":"supply","id":"b"}"#)
    let other = try digest(
      #"{"amount":2, "token":"USDT","venue":"aave","operation":"supply","id":"b"}"#)
    #expect(first == second && first != other)
  }

  @Test func flatForms() throws {
    guard case .trade(let trade) = try decode("flat-trade.json").action,
      case .onChain(let supply) = try decode("flat-supply.json").action,
      case .transfer(let transfer) = try decode("flat-transfer.json").action
    else {
      Issue.record("wrong actions")
      return
    }
    #expect(trade.pair == "ETH/USDT:USDT" && trade.side == .sell && trade.type == .market)
    #expect(trade.quantity == .exact(Quantity(Decimal18("2.5") ?? .zero)))
    #expect(supply.steps[0].protocolName == "aave_v3" && supply.chain == "ethereum")
    #expect(supply.steps[0].amount == .exact(Quantity(Decimal18("25000.000001") ?? .zero)))
    #expect(transfer.source == .address(chain: "ethereum", address: "book:desk-hot"))
    #expect(transfer.destination == .venue("bybit", wallet: nil))
  }

  @Test func orders() throws {
    let order = try decode("order.json")
    guard case .trade(let trade) = order.action else {
      Issue.record("not a trade")
      return
    }
    #expect(order.expectedDeltas.map(\.key) == ["bybit:Perp:ETHUSDT"])
    #expect(trade.protection?.stopLoss?.price == Price("2900") && trade.type == .limit)
    guard case .plan(let plan) = try decode("order-atomic-group.json").action else {
      Issue.record("not a plan")
      return
    }
    #expect(plan.mode == .atomic && plan.name == "leverage-1")
    #expect(plan.legs.map(\.key) == ["lev-1", "lev-2", "lev-3", "lev-4", "lev-5"])
  }

  @Test(arguments: [
    ("mid+2bps", PriceExpression.Reference.mid, "0.0002"), ("ask", .ask, "0"),
    ("mark-0.1%", .mark, "-0.001"),
  ])
  func relativePrices(_ text: String, _ reference: PriceExpression.Reference, _ offset: String)
    throws
  {
    let json = """
      {"schema":"venues.instruction/1","id":"a","action":"trade","venue":"okx","market":"spot",
      "pair":"ETH/USDT","side":"buy","type":"limit","quantity":"1","price":"\(text)"}
      """
    let instruction = try InstructionDecoder.decode(Array(json.utf8), file: "", defaultID: nil)
    guard case .trade(let trade) = instruction.action else {
      Issue.record("not a trade")
      return
    }
    #expect(trade.price == .relative(reference, offset: Rate(Decimal18(offset) ?? .one)))
  }
}
