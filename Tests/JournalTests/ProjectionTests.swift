import FixedPoint
import GRDB
import Testing
import TradingModel

@testable import Journal

struct ProjectionTests {
  let journal: Journal

  init() throws {
    journal = try Journal.memory()
    try journal.append(Samples.quotes(3, from: 1))
  }

  private func count(_ table: String) throws -> Int? {
    try journal.queue.writeWithoutTransaction {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)")
    }
  }

  private func text(_ sql: String) throws -> String? {
    try journal.queue.writeWithoutTransaction { try String.fetchOne($0, sql: sql) }
  }

  private func execution(_ trade: UInt64, price: Price = Samples.tiny)
    -> JournalProjections.Execution
  {
    JournalProjections.Execution(
      venue: "binance", instrument: "ETH/USDT", sequence: 1, time: Timestamp(seconds: 1),
      fill: Fill(
        order: nil, instrument: Samples.instrument, tradeID: trade, side: .buy,
        quantity: Samples.huge, price: price, fee: .zero, feeAsset: Samples.asset,
        liquidity: .taker))
  }

  private func order(
    _ id: UInt64, _ client: String, _ state: OrderState
  ) -> JournalProjections.Order {
    JournalProjections.Order(
      id: OrderID(id), clientOrderID: ClientOrderID(client), venue: "okx", instrument: "ETH/USDT",
      side: .buy, state: state, quantity: Samples.huge, filled: .zero, price: Samples.tiny)
  }

  private func isRefused(_ rows: JournalProjections) -> Bool {
    let before = journal.head
    do {
      try journal.append([], projections: rows)
      return false
    } catch {
      if case .refused = error { return journal.head == before }
      return false
    }
  }

  @Test func executionsAreStoredOnce() throws {
    var rows = JournalProjections()
    rows.executions = [execution(1), execution(.max), execution(1)]
    let first = try journal.append([], projections: rows)
    #expect(first.duplicateExecutions == 1 && first.conflictingExecutions.isEmpty)
    rows.executions = [execution(.max), execution(1, price: .zero)]
    let second = try journal.append([], projections: rows)
    #expect(second.duplicateExecutions == 1)
    #expect(second.conflictingExecutions == [execution(1, price: .zero)])
    #expect(try count("execution") == 2)
    #expect(try text("SELECT price FROM execution WHERE trade_id = '1'") == "0.000000000000000001")
  }

  @Test func ordersKeepTheirClientID() throws {
    var rows = JournalProjections()
    rows.orders = [order(1, "a", .intent), order(2, "b", .intent)]
    try journal.append([], projections: rows)
    rows.orders = [order(1, "a", .filled)]
    try journal.append([], projections: rows)
    #expect(try text("SELECT state FROM orders WHERE id = 1") == "filled")
    rows.orders = [order(1, "x", .open)]
    #expect(isRefused(rows))
    rows.orders = [order(3, "b", .intent)]
    #expect(isRefused(rows))
    #expect(try count("orders") == 2)
    rows.orders = [order(3, "c", .intent)]
    #expect(!isRefused(rows))
  }

  @Test func aNonceHasOneOwner() throws {
    var nonce = JournalProjections.Nonce(
      chain: "ethereum", address: "0xab", nonce: 7, action: ActionID(1), state: .allocated)
    var rows = JournalProjections()
    rows.nonces = [nonce]
    #expect(!isRefused(rows))
    rows.nonces[0].action = ActionID(2)
    #expect(isRefused(rows))
    nonce.state = .released
    rows.nonces = [nonce]
    #expect(!isRefused(rows))
    rows.nonces[0].action = ActionID(2)
    rows.nonces[0].state = .sent
    rows.nonces[0].transactionHash = "0x01"
    #expect(!isRefused(rows))
    #expect(try text("SELECT action_id FROM nonce") == "2")
    rows.nonces[0].nonce = .max
    #expect(isRefused(rows))
  }

  @Test func anInstructionKeepsItsBody() throws {
    var rows = JournalProjections()
    rows.instructions = [JournalProjections.Instruction(id: "i", digest: "d")]
    #expect(try journal.instruction(id: "i") == nil)
    try journal.append([], projections: rows)
    #expect(try journal.instruction(id: "i")?.reportJSON == "")
    rows.instructions[0].reportJSON = "{}"
    try journal.append([], projections: rows)
    let found = try #require(try journal.instruction(id: "i"))
    #expect(found.digest == "d" && found.reportJSON == "{}")
    rows.instructions[0].digest = "e"
    #expect(isRefused(rows))
    rows.instructions = [JournalProjections.Instruction(id: "i\u{0}", digest: "d")]
    #expect(isRefused(rows))
  }

  @Test func balancesAndActionsStandAsLastWritten() throws {
    var rows = JournalProjections()
    rows.balances = [JournalProjections.Balance(key: "okx:BaseToken:ETH", amount: Samples.huge)]
    rows.actions = [JournalProjections.Action(id: ActionID(1), kind: .transfer, state: "intent")]
    try journal.append([], projections: rows)
    rows.balances[0].amount = .zero
    rows.actions[0].state = "settled"
    try journal.append([], projections: rows)
    #expect(try text("SELECT amount FROM balance") == "0")
    #expect(try text("SELECT state FROM action") == "settled")
  }

  @Test func effectsComeBackAndNameKnownInputs() throws {
    let effects = JournalEffect.Kind.allCases.enumerated().map { offset, kind in
      JournalEffect(
        sequence: UInt64(1 + offset % 3), kind: kind, order: OrderID(1),
        action: offset % 2 == 0 ? nil : ActionID(2), clientOrderID: ClientOrderID("a"),
        instruction: "i", body: "{\"text\":\"é\"}")
    }
    try journal.append([], effects: effects)
    #expect(try journal.effects() == effects)
    #expect(try journal.effects(from: 3) == effects.filter { $0.sequence == 3 })
    try journal.verify()
    let refused: [JournalEffect] = [
      JournalEffect(sequence: 4, kind: .report),
      JournalEffect(sequence: 1, kind: .submit, order: OrderID(1)),
      JournalEffect(
        sequence: 1, kind: .submit, order: OrderID(2), clientOrderID: ClientOrderID("a")),
      JournalEffect(sequence: 1, kind: .report, body: "\u{0}"),
      JournalEffect(sequence: 1, kind: .report, order: OrderID(.max)),
    ]
    for effect in refused {
      #expect(throws: JournalError.self) { try journal.append([], effects: [effect]) }
    }
    try journal.append(Samples.quotes(1, from: 4), effects: [refused[0]])
    try journal.verify()
  }
}
