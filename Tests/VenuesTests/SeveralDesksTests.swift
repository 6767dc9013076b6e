import Testing
import Venues

/// Desks of one process share nothing.
@Suite struct SeveralDesksTests {
  private func steps(_ venue: String) -> [Instruction] {
    (1...4).flatMap { number in
      [
        Instruction.market(
          .buy, Quantity(number), of: "ETH/USDT", at: venue, id: "\(venue)-buy-\(number)"),
        .market(
          .sell, Quantity(number), of: "ETH/USDT:USDT", at: venue, id: "\(venue)-short-\(number)"),
      ]
    }
  }

  private func text(_ outcome: Outcome, _ desk: Desk) -> String {
    var writer = JSONWriter()
    writer.outcome(outcome, desk.catalog)
    return writer.text
  }

  private func alone(_ venue: String) async throws -> [String] {
    let desk = try Desks.make()
    var texts: [String] = []
    for step in steps(venue) { texts.append(text(try await desk.execute(step), desk)) }
    return texts
  }

  @Test func interleavedDesksGiveTheBytesTheyGiveAlone() async throws {
    let (first, second) = (try Desks.make(), try Desks.make())
    var texts: (first: [String], second: [String]) = ([], [])
    for (one, two) in zip(steps("binance"), steps("bybit")) {
      texts.first.append(text(try await first.execute(one), first))
      texts.second.append(text(try await second.execute(two), second))
    }
    #expect(texts.first == (try await alone("binance")))
    #expect(texts.second == (try await alone("bybit")))
  }

  @Test func desksOfSeveralTasksGiveTheSameBytes() async throws {
    let expected = try await alone("okx")
    let texts = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 { group.addTask { try await alone("okx") } }
      var texts: [[String]] = []
      for try await text in group { texts.append(text) }
      return texts
    }
    #expect(texts.allSatisfy { $0 == expected })
  }
}
