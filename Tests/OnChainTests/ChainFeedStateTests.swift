import ChainTransactions
import Ethereum
import JSON
import Testing

@testable import OnChain

/// What the feed makes of a stream with gaps, repetitions and reorganisations.
@Suite struct ChainFeedStateTests {
  private func hash(_ block: Int, fork: Int = 0) -> String {
    let digits = String(block * 16 + fork, radix: 16)
    return "0x" + String(repeating: "0", count: 64 - digits.count) + digits
  }

  private func head(_ number: Int, fork: Int = 0, after: Int = 0) throws -> JSONNode {
    try message(
      #"{"number":"0x\#(String(number, radix: 16))","hash":"\#(hash(number, fork: fork))","#
        + #""parentHash":"\#(hash(number - 1, fork: after))"}"#)
  }

  private func entry(_ block: Int, _ index: Int, fork: Int = 0, removed: Bool = false) -> String {
    #"{"address":"0x0000000000000000000000000000000000000001","topics":[],"data":"0x","#
      + #""blockNumber":"0x\#(String(block, radix: 16))","blockHash":"\#(hash(block, fork: fork))","#
      + #""logIndex":"0x\#(index)","removed":\#(removed)}"#
  }

  private func log(
    _ block: Int, _ index: Int, fork: Int = 0, removed: Bool = false
  ) throws -> JSONNode {
    try message(entry(block, index, fork: fork, removed: removed))
  }

  private func mined(_ block: Int, _ index: Int, fork: Int = 0) throws -> MinedLog {
    try #require(MinedLog(try JSONNode(parsing: entry(block, index, fork: fork))))
  }

  private func message(_ result: String) throws -> JSONNode {
    try JSONNode(
      parsing: #"{"method":"eth_subscription","params":{"subscription":"0x1","result":\#(result)}}"#
    )
  }

  /// What was told, in few letters: a block, a log, a removal.
  private func text(_ events: [ChainFeed.Event]) -> [String] {
    events.map { event in
      switch event {
      case .head(let head): "block \(head.number)"
      case .log(let log): "\(log.isRemoved ? "not " : "")\(log.blockNumber).\(log.index)"
      }
    }
  }

  /// A feed that follows block 100 and has no gap.
  private func sound() throws -> ChainFeedState {
    var state = ChainFeedState()
    #expect(state.hasGap)
    #expect(text(state.take(try head(100))) == ["block 100"])
    #expect(state.range(upTo: 100).first == 84)
    #expect(text(state.fill([], (84, 100))) == [])
    #expect(!state.hasGap)
    return state
  }

  @Test func blocksAndLogsInOrderNeedNothing() throws {
    var state = try sound()
    #expect(text(state.take(try head(101))) == ["block 101"])
    #expect(text(state.take(try log(101, 0))) == ["101.0"])
    #expect(text(state.take(try log(101, 0))) == [], "told twice")
    #expect(text(state.take(try head(101))) == [], "told twice")
    #expect(!state.hasGap)
  }

  @Test func aGapIsFilledAndNothingIsToldTwice() throws {
    var state = try sound()
    _ = state.take(try log(100, 1))
    #expect(text(state.take(try head(103, after: 0))) == ["block 103"])
    #expect(state.hasGap)
    let logs = [try mined(100, 1), try mined(101, 0), try mined(102, 3)]
    #expect(text(state.fill(logs, state.range(upTo: 103))) == ["101.0", "102.3"])
    #expect(!state.hasGap)
    #expect(text(state.take(try log(102, 3))) == [], "told by the stream and by the reading")
  }

  @Test func aNodeThatIsBehindTheStreamLeavesTheGapOpen() throws {
    var state = try sound()
    _ = state.take(try head(105))
    #expect(text(state.fill([try mined(102, 0)], state.range(upTo: 103))) == ["102.0"])
    #expect(state.hasGap)
    #expect(text(state.fill([try mined(102, 0), try mined(105, 0)], (89, 105))) == ["105.0"])
    #expect(!state.hasGap)
  }

  @Test func aRemovalIsToldOnceByWhoeverNoticesFirst() throws {
    var state = try sound()
    _ = state.take(try log(100, 0))
    _ = state.take(try log(100, 1))
    #expect(text(state.take(try log(100, 0, removed: true))) == ["not 100.0"])
    #expect(text(state.take(try log(100, 0, removed: true))) == [])
    #expect(text(state.take(try log(99, 9, removed: true))) == [], "never told")
    // Another block of the same height: the reading does not have the log any more.
    #expect(text(state.take(try head(100, fork: 1))) == ["block 100"])
    #expect(state.hasGap)
    let told = text(state.fill([try mined(100, 0, fork: 1)], state.range(upTo: 100)))
    #expect(told == ["not 100.1", "100.0"])
  }

  @Test func aShorterChainTakesBackWhatWasAboveIt() throws {
    var state = try sound()
    _ = state.take(try head(101))
    _ = state.take(try log(101, 0))
    #expect(text(state.take(try head(100, fork: 1))) == ["block 100"])
    #expect(text(state.fill([], state.range(upTo: 100))) == ["not 101.0"])
    #expect(!state.hasGap)
  }

  @Test func aChildOfAnotherParentIsAGap() throws {
    var state = try sound()
    #expect(text(state.take(try head(101, after: 1))) == ["block 101"])
    #expect(state.hasGap)
  }

  @Test(arguments: [
    #"{"method":"eth_subscription"}"#, #"{"method":"eth_subscription","params":{"result":7}}"#,
    #"{"method":"eth_subscription","params":{"result":{"number":"0x1"}}}"#, "[]", "null",
    #"{"id":1,"result":"0x1"}"#,
  ])
  func anythingElseTellsNothing(_ text: String) throws {
    var state = try sound()
    #expect(state.take(try JSONNode(parsing: text)).isEmpty)
    #expect(!state.hasGap)
  }
}
