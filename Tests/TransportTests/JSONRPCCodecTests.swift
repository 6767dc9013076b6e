import JSON
import TestSupport
import Testing

@testable import Transport

@Suite struct JSONRPCCodecTests {
  private func decode(_ text: String, _ count: Int) -> [Result<JSONRPCValue, JSONRPCFailure>] {
    JSONRPCCodec.decode(Array(text.utf8), count: count, firstID: 7)
  }

  private func answer(_ id: UInt64, _ result: String) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#
  }

  @Test func callsAreWrittenAsTheStandardAsks() throws {
    let call = JSONRPCCall("eth_getBalance", [.string("0x1"), .string("latest")])
    #expect(
      String(decoding: JSONRPCCodec.encode([call], firstID: 7), as: UTF8.self)
        == #"{"jsonrpc":"2.0","id":7,"method":"eth_getBalance","params":["0x1","latest"]}"#)
    let batch = try JSONNode(
      parsing: JSONRPCCodec.encode([call, JSONRPCCall("eth_chainId")], firstID: 7))
    #expect(batch.elements?.count == 2)
    #expect(batch.elements?[1]["id"] == .number("8"))
  }

  @Test func shuffledAnswersComeInTheOrderOfTheCalls() {
    let text = "[" + [9, 7, 8].map { answer($0, "\"0x\($0)\"") }.joined(separator: " ,\n") + "]"
    #expect(decode(text, 3).map { (try? $0.get())?.plainText } == ["0x7", "0x8", "0x9"])
  }

  @Test func shortDuplicatedAndForeignAnswersAreToldApart() {
    let text =
      "["
      + [answer(7, "1"), answer(7, "1"), answer(8, "1"), answer(8, "2"), answer(99, "3")]
      .joined(separator: ",") + "]"
    let results = decode(text, 3)
    #expect((try? results[0].get())?.plainText == nil)
    #expect((try? results[0].get()).map { Array($0.bytes) } == [0x31])
    #expect(results[1] == .failure(.contradicted))
    #expect(results[2] == .failure(.missing))
  }

  @Test func refusalsAreRead() {
    let text =
      #"{"id":7,"jsonrpc":"2.0","error":{"code":3,"message":"execution reverted","data":"0x08"}}"#
    #expect(
      decode(text, 1)[0]
        == .failure(.refused(code: 3, message: "execution reverted", data: .string("0x08"))))
  }

  @Test func anErrorWithoutAnIdIsEverybodys() {
    let text = #"{"jsonrpc":"2.0","id":null,"error":{"code":-32005,"message":"limit"}}"#
    let failure = JSONRPCFailure.refused(code: -32_005, message: "limit", data: nil)
    #expect(decode(text, 2) == [.failure(failure), .failure(failure)])
    #expect(failure.isOverload)
  }

  @Test(arguments: [
    "", "null", "[", "[]x", "<html>", "{", #"{"id":7"#, #"{"id":7,"result":}"#,
    #"{"id":7,"result":"0x1"}]"#, #"[{"id":7,"result":"0x1"},]"#, #"{"id":7,"result":"#,
    #"[{"id":7,"result":"abc"#, "{\"id\":7,\"result\":\"a\nb\"}",
    String(repeating: "[", count: 100_000),
    #"{"id":7,"result":"# + String(repeating: "[", count: 100_000),
  ])
  func whatIsNotAnAnswerIsMalformed(_ text: String) {
    #expect(decode(text, 2) == [.failure(.malformed), .failure(.malformed)])
  }

  @Test(arguments: [
    (#"{"id":7}"#, JSONRPCFailure.malformed),
    (#"{"id":7,"result":1,"error":{"code":1,"message":""}}"#, .malformed),
    (#"{"id":"7","result":1}"#, .missing), (#"{"id":-7,"result":1}"#, .missing),
    (#"{"id":99999999999999999999,"result":1}"#, .missing),
    (#"{"id":7,"error":"text"}"#, .malformed), ("[]", .missing),
  ])
  func oddAnswersAreFailures(_ text: String, _ failure: JSONRPCFailure) {
    #expect(decode(text, 1) == [.failure(failure)])
  }

  @Test func aNullErrorBesideAResultIsNone() {
    let result = decode(#"{"id":7,"error":null,"result":null}"#, 1)[0]
    #expect((try? result.get())?.isNull == true)
  }

  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":7,"result":[1,2]}"#, [1, 2] as [Int64]?),
    (#"{"result":[1],"error":null,"id":7}"#, [1]), (#"{"id":7,"result":[]} "#, []),
    (#"{"id":8,"result":[1]}"#, nil), (#"{"result":[1]}"#, nil), (#"{"id":7}"#, nil),
    (#"{"id":7,"result":{}}"#, nil), (#"{"id":7,"result":[1]}]"#, nil),
    (#"{"id":7,"result":[1"#, nil),
    (#"{"id":7,"error":{"code":1,"message":""}}"#, nil), ("[]", nil), ("", nil),
    (#"{"id":7,"result":[1],"error":{"code":1,"message":""}}"#, nil),
  ])
  func aResultIsReadWhereItStands(_ text: String, _ expected: [Int64]?) {
    let found = Array(text.utf8).withUnsafeBytes { memory in
      JSONRPCCodec.readResult(of: memory, id: 7) { scanner -> [Int64]? in
        guard scanner.beginArray() else { return nil }
        var numbers: [Int64] = []
        while scanner.nextElement() { numbers.append(scanner.integer() ?? 0) }
        return numbers
      }
    }
    #expect(found == expected)
  }

  @Test func threeAnswersOfWhichOneDiffersContradict() {
    for (first, second, third) in [("1", "1", "2"), ("1", "2", "1"), ("2", "1", "1")] {
      let answers = [first, second, third].map { answer(7, $0) }.joined(separator: ",")
      #expect(decode("[\(answers)]", 1) == [.failure(.contradicted)])
    }
  }

  @Test(arguments: 0..<50)
  func noBytesTrap(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let whole = Array(
      ("[" + (7..<10).map { answer($0, #"{"a":[1,"\"x"],"b":null}"#) }.joined(separator: ",")
        + "]").utf8)
    for _ in 0..<100 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      let results = JSONRPCCodec.decode(bytes, count: 3, firstID: 7)
      #expect(results.count == 3)
    }
  }

  @Test func budgetsFillWithTimeAndPauseOnDemand() {
    let second: Int64 = 1_000_000_000
    var budget = ComputeUnitBudget(perSecond: 10, burst: 20, at: 0)
    let before = [(20, 0), (1, 0), (1, second / 10 - 1), (1, second / 10)].map {
      budget.take($0, at: $1)
    }
    #expect(before == [true, false, false, true])
    budget.pause(until: 60 * second)
    let after = [(1, 59), (20, 60), (1, 60), (1_000, 70), (1, 69)].map {
      budget.take($0, at: $1 * second)
    }
    #expect(after == [false, true, false, true, false])
  }

  @Test func budgetsNeverGiveMoreThanTheirRate() {
    var random = SeededGenerator(seed: 1)
    var budget = ComputeUnitBudget(perSecond: 100, burst: 50, at: 0)
    var taken = 0
    var now: Int64 = 0
    while now < 10_000_000_000 {
      now += .random(in: 0...20_000_000, using: &random)
      let units = Int.random(in: 1...5, using: &random)
      if budget.take(units, at: now) { taken += units }
    }
    #expect(taken <= 50 + 100 * 10 + 2)
    #expect(taken > 900)
  }

  @Test func thePoolPrefersTheHealthyTheRightAndTheCurrent() {
    let budget = ComputeUnitBudget(perSecond: 1_000, burst: 1_000, at: 0)
    var pool = JSONRPCEndpointPool(
      ["a", "b", "c", "d"].map { JSONRPCEndpoint(name: $0, url: "http://\($0)", budget: budget) })
    #expect(pool.candidates(at: 0) == [])
    for index in 0..<4 { pool.proved(index, isOnChain: index != 1) }
    #expect(pool.candidates(at: 0) == [0, 2, 3])
    for (index, head) in [100, 500, 101, 96].enumerated() as EnumeratedSequence<[UInt64]> {
      pool.observed(head: head, of: index)
    }
    #expect(pool.candidates(at: 0) == [0, 2])
    pool.failed(0, at: 0)
    #expect(pool.candidates(at: 0) == [2, 0])
    pool.failed(0, retryAfter: 5_000_000_000, at: 0)
    #expect(pool.candidates(at: 4_999_999_999) == [2])
    #expect(pool.candidates(at: 5_000_000_000) == [2, 0])
    pool.succeeded(0)
    #expect(pool.candidates(at: 5_000_000_000) == [0, 2])
  }

  @Test func agreementIsOfValuesNotOfSpelling() throws {
    func value(_ text: String) -> JSONRPCValue {
      JSONRPCValue(body: Array(text.utf8), range: 0..<text.utf8.count)
    }
    let agreed = try JSONRPCQuorum.decide(
      [value(#"{"a":1,"b":2}"#), value("null"), value(#"{ "b":2, "a":1 }"#)], needed: 2)
    let node = try agreed.node()
    #expect(node["a"] == .number("1"))
    #expect(throws: JSONRPCFailure.noQuorum(agreeing: 1, needed: 2)) {
      try JSONRPCQuorum.decide([value("1"), value("2")], needed: 2)
    }
    #expect(throws: JSONRPCFailure.noQuorum(agreeing: 2, needed: 2)) {
      try JSONRPCQuorum.decide([value("1"), value("2"), value("1"), value("2")], needed: 2)
    }
  }
}
