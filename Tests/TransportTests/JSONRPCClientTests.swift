import JSON
import Synchronization
import Testing

@testable import Transport

/// Nodes that lie, lag, forget and limit, over real sockets.
@Suite struct JSONRPCClientTests {
  /// A node's answer to a request body: the body, or nil to close without a word.
  typealias Node = @Sendable (String) -> String?

  private static func result(_ request: String, _ value: (JSONNode) -> String) -> String {
    guard let node = try? JSONNode(parsing: request) else { return "" }
    func one(_ call: JSONNode) -> String {
      #"{"jsonrpc":"2.0","id":\#(call["id"] ?? .null),"result":\#(value(call))}"#
    }
    guard let calls = node.elements else { return one(node) }
    return "[" + calls.reversed().map(one).joined(separator: ",") + "]"
  }

  private static func honest(_ call: JSONNode) -> String {
    switch call["method"]?.text {
    case "eth_chainId": #""0x1""#
    case "eth_blockNumber": #""0x64""#
    default: #""0xaa""#
    }
  }

  private func run(
    _ nodes: [Node], survey: Bool = true,
    _ body: (JSONRPCClient, @escaping @Sendable () -> [[String]]) async throws -> Void
  ) async throws {
    let seen = Mutex<[[String]]>(nodes.map { _ in [] })
    let servers = nodes.enumerated().map { index, node in
      LoopbackServer { socket, _ in
        while true {
          let text = socket.receiveRequest()
          guard let end = text.range(ofText: "\r\n\r\n") else { return }
          let body = String(text[end...])
          seen.withLock { $0[index].append(body) }
          guard let answer = node(body) else { return }
          if answer.hasPrefix("HTTP/") { socket.send(answer) } else { socket.answer(answer) }
        }
      }
    }
    defer { for server in servers { server.stop() } }
    let budget = ComputeUnitBudget(perSecond: 1_000, burst: 10_000, at: 0)
    let pool = JSONRPCEndpointPool(
      servers.enumerated().map {
        JSONRPCEndpoint(name: "node \($0.offset)", url: $0.element.url, budget: budget)
      })
    let client = JSONRPCClient(pool, sender: try HTTPClient(), now: { MonotonicTime.now() })
    if survey {
      await client.survey(chainID: "0x1")
      seen.withLock { seen in for index in seen.indices { seen[index] = [] } }
    }
    try await body(client, { seen.withLock { $0 } })
  }

  @Test func nothingIsAskedBeforeTheChainIsProved() async throws {
    try await run([{ Self.result($0, Self.honest) }], survey: false) { client, seen in
      await #expect(throws: JSONRPCFailure.noEndpoint) {
        try await client.call(JSONRPCCall("eth_gasPrice"))
      }
      #expect(seen() == [[]])
    }
  }

  @Test func anEndpointOfAnotherChainIsNotAsked() async throws {
    try await run([
      { Self.result($0) { $0["method"]?.text == "eth_chainId" ? #""0x38""# : #""0xbb""# } },
      { Self.result($0, Self.honest) },
    ]) { client, seen in
      let price = try await client.call(JSONRPCCall("eth_gasPrice"))
      #expect(price.plainText == "0xaa")
      #expect(seen()[0].isEmpty)
    }
  }

  @Test func aReadGoesToTheNextEndpointWhenOneIsSilent() async throws {
    try await run([
      { $0.contains("chainId") ? Self.result($0, Self.honest) : nil },
      { Self.result($0, Self.honest) },
    ]) { client, seen in
      let price = try await client.call(JSONRPCCall("eth_gasPrice"))
      #expect(price.plainText == "0xaa")
      #expect(seen().map(\.count) == [1, 1])
    }
  }

  @Test func aShortBatchIsCompletedElsewhere() async throws {
    try await run([
      { body in
        if body.contains("chainId") { return Self.result(body, Self.honest) }
        guard let calls = (try? JSONNode(parsing: body))?.elements else {
          return Self.result(body, Self.honest)
        }
        return Self.result(JSONNode.array(Array(calls.prefix(1))).description, Self.honest)
      },
      { Self.result($0, Self.honest) },
    ]) { client, seen in
      let results = await client.batch([
        JSONRPCCall("eth_gasPrice"), JSONRPCCall("eth_getBalance", text: "0x1"),
      ])
      #expect(results.allSatisfy { (try? $0.get().plainText) == "0xaa" })
      #expect(seen()[1].count == 1)
      #expect(seen()[1].first?.contains("eth_gasPrice") == false)
    }
  }

  @Test func whatIsNotKnownToBeAReadIsSentOnce() async throws {
    let node: Node = { $0.contains("chainId") ? Self.result($0, Self.honest) : nil }
    try await run([node, node]) { client, seen in
      for method in ["eth_sendTransaction", "eth_sendRawTransaction", "personal_sign"] {
        await #expect(throws: JSONRPCFailure.self) {
          try await client.call(JSONRPCCall(method, text: "0x00"))
        }
      }
      #expect(seen().map(\.count).reduce(0, +) == 3)
    }
  }

  @Test func aTransactionGoesToOneAndThenToAllWithTheSameBytes() async throws {
    try await run([
      { $0.contains("chainId") ? Self.result($0, Self.honest) : nil },
      { Self.result($0, Self.honest) }, { Self.result($0, Self.honest) },
    ]) { client, seen in
      let broadcast = await client.broadcast("0x02f8")
      #expect(broadcast.answers.map(\.endpoint) == ["node 0", "node 1", "node 2"])
      #expect(broadcast.isAccepted)
      #expect(!broadcast.isCertainlyUnsent)
      #expect(seen().map(\.count) == [1, 1, 1])
      #expect(
        seen().allSatisfy {
          $0[0].contains(#""method":"eth_sendRawTransaction","params":["0x02f8"]"#)
        })
    }
  }

  @Test func moneyReadsNeedAgreement() async throws {
    let liar: Node = {
      Self.result($0) { call in
        call["method"]?.text == "eth_getBalance" ? #""0xffff""# : Self.honest(call)
      }
    }
    let honest: Node = { Self.result($0, Self.honest) }
    try await run([liar, honest, honest]) { client, _ in
      let value = try await client.quorum(JSONRPCCall("eth_getBalance", text: "0x1"))
      #expect(value.plainText == "0xaa")
    }
    try await run([liar, honest]) { client, _ in
      await #expect(throws: JSONRPCFailure.noQuorum(agreeing: 1, needed: 2)) {
        try await client.quorum(JSONRPCCall("eth_getBalance", text: "0x1"))
      }
    }
  }

  @Test func anEndpointThatAsksForRestGetsIt() async throws {
    try await run([
      {
        $0.contains("chainId")
          ? Self.result($0, Self.honest)
          : "HTTP/1.1 429 Slow\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n"
      },
      { Self.result($0, Self.honest) },
    ]) { client, seen in
      for _ in 0..<5 {
        let price = try await client.call(JSONRPCCall("eth_gasPrice"))
        #expect(price.plainText == "0xaa")
      }
      #expect(seen().map(\.count) == [1, 5])
    }
  }

  @Test func aRevertIsAnAnswerAndNotAskedElsewhere() async throws {
    try await run([
      { body in
        if body.contains("chainId") { return Self.result(body, Self.honest) }
        let id = (try? JSONNode(parsing: body))?["id"] ?? .null
        return #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":3,"message":"reverted"}}"#
      },
      { Self.result($0, Self.honest) },
    ]) { client, seen in
      await #expect(throws: JSONRPCFailure.refused(code: 3, message: "reverted", data: nil)) {
        try await client.call(JSONRPCCall("eth_call"))
      }
      #expect(seen()[1].isEmpty)
    }
  }
}

extension String {
  /// The place after the first occurrence of a text.
  fileprivate func range(ofText text: String) -> Index? {
    let bytes = Array(utf8)
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in 0...(bytes.count - wanted.count)
    where Array(bytes[start..<(start + wanted.count)]) == wanted {
      return utf8.index(utf8.startIndex, offsetBy: start + wanted.count)
    }
    return nil
  }
}
