import FixedPoint
import JSON
import TestSupport
import Testing

@testable import CEX

@Suite struct DecodeStreamTests {
  private func stream(_ venue: String, _ market: String, _ messages: [String]) throws -> JSONNode {
    let line = """
      {"id":"s","venue":"\(venue)","market":"\(market)","transport":"ws",\
      "messages":[\(messages.joined(separator: ","))]}
      """
    return try DecodeWitness.answer(line)
  }

  private func report(
    _ status: String, filled: String, last: String, trade: Int, time: Int, quantity: String = "1"
  ) -> String {
    let kind = trade < 0 ? "NEW" : "TRADE"
    return """
      {"e":"executionReport","E":\(time),"s":"BTCUSDT","c":"a","S":"BUY","o":"LIMIT","f":"GTC",\
      "q":"\(quantity)","p":"100","P":"0","C":"","x":"\(kind)","X":"\(status)","r":"NONE","i":1,\
      "l":"\(last)","z":"\(filled)","L":"100","n":"0.1","N":"USDT","T":\(time),"t":\(trade),\
      "m":false,"O":1,"Z":"0","Y":"0","Q":"0"}
      """
  }

  @Test func fillsCountOnceAndOrdersNeverMoveBack() throws {
    let new = report("NEW", filled: "0", last: "0", trade: -1, time: 10)
    let first = report("PARTIALLY_FILLED", filled: "0.4", last: "0.4", trade: 7, time: 20)
    let second = report("FILLED", filled: "1", last: "0.6", trade: 8, time: 30)
    for order in [
      [new, first, second], [second, first, new], [first, first, second, new, second],
      [new, second, first, first],
    ] {
      let answer = try stream("binance", "spot", order)
      #expect(answer.at("order.status") == "filled", "\(answer)")
      #expect(answer.at("order.filled") == "1")
      #expect(answer["fills"]?.elements?.count == 2)
      #expect(answer["error"] == nil)
    }
  }

  @Test func anUnknownWordLeavesTheState() throws {
    let first = report("PARTIALLY_FILLED", filled: "0.4", last: "0.4", trade: 7, time: 20)
    let odd = report("WARPED", filled: "0.4", last: "0", trade: -1, time: 30)
    let answer = try stream("binance", "spot", [first, odd])
    #expect(answer.at("order.status") == "partial")
    #expect(answer.at("order.venueStatus") == "WARPED")
  }

  @Test func moreFilledThanOrderedIsFlagged() throws {
    let single = try stream(
      "binance", "spot", [report("FILLED", filled: "2", last: "2", trade: 9, time: 5)])
    #expect(single.at("error.category") == "anomaly")
    #expect(single.at("order.anomaly") == "overfill")
    let sum = try stream(
      "binance", "spot",
      [
        report("PARTIALLY_FILLED", filled: "0.7", last: "0.7", trade: 1, time: 5),
        report("PARTIALLY_FILLED", filled: "0.9", last: "0.7", trade: 2, time: 6),
      ])
    #expect(sum.at("error.category") == "anomaly")
    #expect(sum.at("error.then") == "reconcile")
  }

  @Test func aFrameThatIsNoJSONIsResynced() throws {
    let good = report("NEW", filled: "0", last: "0", trade: -1, time: 10)
    let answer = try stream("binance", "spot", [good, #""{\"e\":""#])
    #expect(answer.at("error.then") == "resync")
    #expect(answer.at("order.status") == "open")
  }

  private func depth(_ first: Int, _ last: Int, bid: String, previous: Int? = nil) -> String {
    let chain = previous.map { ",\"pu\":\($0)" } ?? ""
    return """
      {"e":"depthUpdate","E":1,"s":"BTCUSDT","U":\(first),"u":\(last)\(chain),\
      "b":[["\(bid)","1"]],"a":[["200","1"]]}
      """
  }

  private let snapshot = """
    {"stream":"btcusdt@depth","data":{"lastUpdateId":100,"bids":[["90","1"]],"asks":[["200","1"]]}}
    """

  @Test func binanceBooksChain() throws {
    let good = try stream(
      "binance", "spot",
      [depth(95, 99, bid: "80"), snapshot, depth(99, 102, bid: "91"), depth(103, 103, bid: "92")])
    #expect(good.at("book.bids.0.0") == "92")
    #expect(good["error"] == nil)
    let gap = try stream("binance", "spot", [snapshot, depth(102, 103, bid: "91")])
    #expect(gap.at("error.category") == "sequence_gap")
    #expect(gap.at("error.then") == "resync")
    let twice = try stream(
      "binance", "spot", [snapshot, depth(101, 102, bid: "91"), depth(101, 102, bid: "91")])
    #expect(twice["error"] == nil)
    let linear = try stream(
      "binance", "linear",
      [
        snapshot, depth(99, 105, bid: "91", previous: 98),
        depth(110, 112, bid: "92", previous: 105),
        depth(113, 115, bid: "93", previous: 111),
      ])
    #expect(linear.at("error.category") == "sequence_gap")
  }

  private func bybit(_ type: String, _ update: Int, _ bids: String) -> String {
    """
    {"topic":"orderbook.50.BTCUSDT","type":"\(type)","ts":1,"data":{"s":"BTCUSDT","b":[\(bids)],\
    "a":[],"u":\(update),"seq":1},"cts":1}
    """
  }

  @Test func bybitBooksChain() throws {
    let start = bybit("snapshot", 10, #"["90","1"],["80","1"]"#)
    let good = try stream(
      "bybit", "linear", [start, bybit("delta", 11, #"["90","0"],["70","2"]"#)])
    #expect(good.at("book.bids.0.0") == "80")
    #expect(good.at("book.bids.1.1") == "2")
    let gap = try stream("bybit", "linear", [start, bybit("delta", 13, #"["91","1"]"#)])
    #expect(gap.at("error.then") == "resync")
    let anew = try stream("bybit", "linear", [start, bybit("delta", 1, #"["50","1"]"#)])
    #expect(anew["error"] == nil)
    #expect(anew.at("book.bids.0.0") == "50")
  }

  private func okx(_ action: String, _ previous: Int, _ sequence: Int, _ bids: String) -> String {
    """
    {"arg":{"channel":"books","instId":"BTC-USDT"},"action":"\(action)","data":[{"asks":[],\
    "bids":[\(bids)],"ts":"1","checksum":0,"prevSeqId":\(previous),"seqId":\(sequence)}]}
    """
  }

  @Test func okxBooksChain() throws {
    let start = okx("snapshot", -1, 10, #"["90","1","0","1"]"#)
    let good = try stream(
      "okx", "spot",
      [
        start, okx("update", 10, 10, ""), okx("update", 10, 15, #"["91","1","0","1"]"#),
        okx("update", 15, 3, #"["92","1","0","1"]"#), okx("update", 3, 5, #"["91","0","0","0"]"#),
      ])
    #expect(good["error"] == nil, "\(good)")
    #expect(good.at("book.bids.0.0") == "92")
    #expect(good["book"]?["bids"]?.elements?.count == 2)
    let gap = try stream("okx", "spot", [start, okx("update", 12, 15, #"["91","1","0","1"]"#)])
    #expect(gap.at("error.category") == "sequence_gap")
  }

  /// Any order and repetition of an order's messages ends in the same state with the same fills.
  @Test func everyPermutationEndsAlike() throws {
    var frames: [String] = [report("NEW", filled: "0", last: "0", trade: -1, time: 1)]
    for step in 1...4 {
      let status = step == 4 ? "FILLED" : "PARTIALLY_FILLED"
      frames.append(
        report(
          status, filled: "\(step)", last: "1", trade: step, time: step * 10, quantity: "4"))
    }
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<100 {
      var order = frames
      for _ in 0..<3 { order.append(frames[Int(generator.next() % 5)]) }
      for index in order.indices.reversed() {
        order.swapAt(index, Int(generator.next() % UInt64(index + 1)))
      }
      let answer = try stream("binance", "spot", order)
      #expect(answer.at("order.status") == "filled")
      #expect(answer.at("order.filled") == "4")
      #expect(answer["fills"]?.elements?.count == 4)
      #expect(answer["error"] == nil)
    }
  }
}
