import Synchronization
import Testing

@testable import Transport

/// Answers a venue should not give.
@Suite struct HTTPAnswerTests {
  private func failure(
    _ script: @escaping LoopbackServer.Script, cap: Int? = nil,
    deadline: Duration = .seconds(5)
  ) async throws -> TransportError? {
    let server = LoopbackServer(script)
    defer { server.stop() }
    let client = try HTTPClient()
    return await HTTPClientTests.failure(
      client,
      HTTPRequest(.post, server.url + "/order", body: [1], maximumAnswerBytes: cap),
      deadline: deadline)
  }

  @Test func aBodyThatEndsEarlyIsIncomplete() async throws {
    let error = try await failure { socket, _ in
      _ = socket.receiveRequest()
      socket.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    }
    #expect(error?.cause == .truncated)
    #expect(error?.delivery == .answerIncomplete(status: 200))
  }

  @Test func aChunkedBodyThatEndsEarlyIsIncomplete() async throws {
    let error = try await failure { socket, _ in
      _ = socket.receiveRequest()
      socket.send("HTTP/1.1 503 X\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
    }
    #expect(error?.delivery == .answerIncomplete(status: 503))
  }

  @Test func aBodyThatStallsIsCutAtTheDeadline() async throws {
    let error = try await failure(
      { socket, _ in
        _ = socket.receiveRequest()
        socket.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        _ = socket.receive()
      }, deadline: .milliseconds(300))
    #expect(error?.cause == .timeout)
    #expect(error?.delivery == .answerIncomplete(status: 200))
  }

  @Test func aHeadThatDripsIsCutAtTheDeadline() async throws {
    let error = try await failure(
      { socket, _ in
        _ = socket.receiveRequest()
        for byte in "HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 200) {
          if !socket.send(String(byte)) { return }
          usleepFor(20_000)
        }
      }, deadline: .milliseconds(400))
    #expect(error?.cause == .timeout)
    #expect((error?.timings.total ?? .max) < 3_000_000)
  }

  @Test func aGigabyteIsRefusedByItsAnnouncement() async throws {
    let error = try await failure { socket, _ in
      _ = socket.receiveRequest()
      socket.send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
      _ = socket.receive()
    }
    #expect(error?.cause == .bodyTooLarge(limit: 1_048_576))
    #expect(error?.delivery == .answerIncomplete(status: 200))
  }

  @Test func anEndlessBodyIsCutAtTheCap() async throws {
    let error = try await failure(
      { socket, _ in
        _ = socket.receiveRequest()
        socket.send("HTTP/1.1 200 OK\r\n\r\n")
        while socket.send([UInt8](repeating: 0x78, count: 4_096)) {}
      }, cap: 10_000)
    #expect(error?.cause == .bodyTooLarge(limit: 10_000))
    #expect(error?.delivery == .answerIncomplete(status: 200))
  }

  @Test func endlessHeadersAreCutAtTheCap() async throws {
    let error = try await failure { socket, _ in
      _ = socket.receiveRequest()
      socket.send("HTTP/1.1 200 OK\r\n")
      while socket.send("X-Filler: " + String(repeating: "y", count: 1_000) + "\r\n") {}
    }
    #expect(error?.cause == .headersTooLarge)
    #expect(error?.delivery == .answerIncomplete(status: 200))
  }

  @Test(arguments: [
    "SSH-2.0-OpenSSH_9.2\r\n", "\u{0}\u{1}\u{2}garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
  ])
  func whatIsNotHTTPIsNoAnswer(_ text: String) async throws {
    let error = try await failure { socket, _ in
      _ = socket.receiveRequest()
      socket.send(text)
    }
    #expect(error?.delivery == .maybeSent)
  }

  @Test func aRedirectionIsAnAnswerAndNotFollowed() async throws {
    let server = LoopbackServer { socket, _ in
      _ = socket.receiveRequest()
      socket.answer("", status: "302 Found", headers: "Location: /elsewhere\r\n")
    }
    defer { server.stop() }
    let answer = try await HTTPClient().send(
      HTTPRequest(.get, server.url + "/"), deadline: .seconds(5))
    #expect(answer.status == 302)
    #expect(server.connections == 1)
  }

  @Test func aCookieIsNotKept() async throws {
    let requests = Mutex<[String]>([])
    let server = LoopbackServer { socket, _ in
      while true {
        let text = socket.receiveRequest()
        if text.isEmpty { return }
        requests.withLock { $0.append(text) }
        socket.answer("", headers: "Set-Cookie: a=b\r\n")
      }
    }
    defer { server.stop() }
    let client = try HTTPClient()
    for _ in 0..<2 {
      _ = try await client.send(HTTPRequest(.get, server.url + "/"), deadline: .seconds(5))
    }
    #expect(requests.withLock { $0.allSatisfy { !$0.lowercased().contains("cookie") } })
  }

  @Test func anInterimAnswerIsPassedOver() async throws {
    let server = LoopbackServer { socket, _ in
      _ = socket.receiveRequest()
      socket.send("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
      socket.answer("done", headers: "A: 1\r\n")
    }
    defer { server.stop() }
    let answer = try await HTTPClient().send(
      HTTPRequest(.get, server.url + "/"), deadline: .seconds(5))
    #expect(answer.status == 200)
    #expect(answer.headers.value(of: "Link") == nil)
  }

  @Test func aCancelledTaskEndsItsExchange() async throws {
    let server = LoopbackServer { socket, _ in
      _ = socket.receiveRequest()
      _ = socket.receive()
    }
    defer { server.stop() }
    let client = try HTTPClient()
    let task = Task {
      await HTTPClientTests.failure(
        client, HTTPRequest(.post, server.url + "/", body: [1]), deadline: .seconds(20))
    }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    let error = await task.value
    #expect(error?.cause == .cancelled)
    #expect(error?.delivery == .maybeSent)
  }

  @Test func shuttingDownEndsWhatIsUnderWay() async throws {
    let server = LoopbackServer { socket, _ in
      _ = socket.receiveRequest()
      _ = socket.receive()
    }
    defer { server.stop() }
    let client = try HTTPClient()
    let task = Task {
      await HTTPClientTests.failure(
        client, HTTPRequest(.post, server.url + "/", body: [1]), deadline: .seconds(20))
    }
    try await Task.sleep(for: .milliseconds(100))
    client.shutDown()
    let error = await task.value
    #expect(error?.cause == .closed)
    #expect(error?.delivery == .maybeSent)
    let late = await HTTPClientTests.failure(client, HTTPRequest(.get, server.url + "/"))
    #expect(late?.delivery == .nothingSent)
  }

  @Test func manyExchangesAtOnceGetTheirOwnAnswers() async throws {
    let server = LoopbackServer { socket, _ in
      while true {
        let text = socket.receiveRequest()
        if text.isEmpty { return }
        socket.answer(String(text.split(separator: " ")[1]))
      }
    }
    defer { server.stop() }
    let client = try HTTPClient()
    let url = server.url
    let wrong = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask {
          let answer = try await client.send(
            HTTPRequest(.get, url + "/\(number)"), deadline: .seconds(20))
          return answer.body != Array("/\(number)".utf8)
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wrong == 0)
  }
}
