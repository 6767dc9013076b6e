import Synchronization
import Testing

@testable import Transport

@Suite struct HTTPClientTests {
  private static let ok = "{\"ok\":true}"

  @Test func aRequestArrivesAsItWasWritten() async throws {
    let seen = Mutex("")
    let server = LoopbackServer { socket, _ in
      let text = socket.receiveRequest()
      seen.withLock { $0 = text }
      socket.answer(Self.ok, headers: "X-Mbx-Used-Weight-1m: 7\r\n")
    }
    defer { server.stop() }
    let client = try HTTPClient()
    let answer = try await client.send(
      HTTPRequest(
        .post, server.url + "/a/../b?x=1&y=%20", headers: [HTTPHeader("X-Key", "k")],
        body: Array("a=b".utf8)), deadline: .seconds(5))
    #expect(answer.status == 200)
    #expect(answer.body == Array(Self.ok.utf8))
    #expect(answer.headers.value(of: "x-mbx-used-weight-1M") == "7")
    #expect(answer.timings.total >= answer.timings.firstByte)
    #expect(answer.timings.firstByte >= answer.timings.connect)
    #expect(
      seen.withLock { $0 }
        == "POST /a/../b?x=1&y=%20 HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nX-Key: k\r\n"
        + "Content-Length: 3\r\n\r\na=b")
  }

  @Test(arguments: HTTPMethod.allCases)
  func everyMethodGoesOutWithAndWithoutABody(_ method: HTTPMethod) async throws {
    let server = LoopbackServer { socket, _ in
      while true {
        let text = socket.receiveRequest()
        if text.isEmpty { return }
        socket.answer(String(text.prefix { $0 != " " }) + text.suffix(2))
      }
    }
    defer { server.stop() }
    let client = try HTTPClient()
    for body in ["", "xy"] {
      let answer = try await client.send(
        HTTPRequest(method, server.url + "/", body: Array(body.utf8)), deadline: .seconds(5))
      #expect(
        String(decoding: answer.body, as: UTF8.self)
          == method.rawValue + (body.isEmpty ? "\r\n\r\n" : body))
    }
    #expect(server.connections == 1)
  }

  @Test func nothingIsSentWhereTheAddressIsRefused() async throws {
    let client = try HTTPClient()
    let refused = [
      "https://api.binance.com/", "http://10.0.0.1/", "http://127.0.0.1.example.com/",
      "http://0x7f.1/", "http://127.1/",
    ]
    for url in refused {
      await #expect(throws: TransportError.self) {
        try await client.send(HTTPRequest(.get, url), deadline: .seconds(1))
      }
      let error = await Self.failure(client, HTTPRequest(.get, url))
      #expect(error?.cause == .endpointRefused)
      #expect(error?.delivery == .nothingSent)
    }
    for url in ["file:///etc/passwd", "ftp://127.0.0.1/", "http://u:p@127.0.0.1/", "http://", ""] {
      let error = await Self.failure(client, HTTPRequest(.get, url))
      #expect(error?.cause == .invalidRequest("address"))
    }
    let smuggled = HTTPRequest(
      .get, "http://127.0.0.1:1/", headers: [HTTPHeader("X", "a\r\nEvil: 1")])
    #expect(await Self.failure(client, smuggled)?.cause == .invalidRequest("header"))
  }

  @Test func aRefusedConnectionSentNothing() async throws {
    let server = LoopbackServer { _, _ in }
    server.stop()
    let client = try HTTPClient()
    let error = await Self.failure(
      client, HTTPRequest(.post, server.url + "/secret?signature=abc", body: [1]))
    #expect(error?.cause == .connect)
    #expect(error?.delivery == .nothingSent)
    #expect(error.map { "\($0)".contains("secret") } == false)
    #expect(error?.endpoint == server.url)
  }

  @Test(arguments: ["silent", "reset", "close"])
  func aRequestThatArrivedMayHaveBeenTaken(_ how: String) async throws {
    let server = LoopbackServer { socket, _ in
      _ = socket.receiveRequest()
      switch how {
      case "silent": _ = socket.receive()
      case "reset": socket.reset()
      default: break
      }
    }
    defer { server.stop() }
    let client = try HTTPClient()
    let error = await Self.failure(
      client, HTTPRequest(.post, server.url + "/order", body: [1]), deadline: .milliseconds(300))
    #expect(error?.cause == (how == "silent" ? .timeout : .receive))
    #expect(error?.delivery == .maybeSent)
    #expect(server.connections == 1)
  }

  @Test func aPostIsNotRepeatedWhenItsKeptConnectionDies() async throws {
    let requests = Mutex(0)
    let server = LoopbackServer { socket, _ in
      while true {
        let text = socket.receiveRequest()
        if text.isEmpty { return }
        let number = requests.withLock { count in
          count += 1
          return count
        }
        // The second request is taken, and the connection dies without a word: libcurl by itself
        // would send it again on a fresh connection.
        if number == 2 { return }
        socket.answer(Self.ok)
      }
    }
    defer { server.stop() }
    let client = try HTTPClient()
    let order = HTTPRequest(.post, server.url + "/order", body: [1, 2, 3])
    _ = try await client.send(order, deadline: .seconds(5))
    let error = await Self.failure(client, order)
    #expect(error?.delivery == .maybeSent)
    #expect(error?.cause == .connectionLostAfterSending)
    #expect(requests.withLock { $0 } == 2)
  }

  @Test func aReadIsRepeatedWhenItsKeptConnectionDies() async throws {
    let requests = Mutex(0)
    let server = LoopbackServer { socket, _ in
      while true {
        let text = socket.receiveRequest()
        if text.isEmpty { return }
        let number = requests.withLock { count in
          count += 1
          return count
        }
        if number == 2 { return }
        socket.answer(Self.ok)
      }
    }
    defer { server.stop() }
    let client = try HTTPClient()
    for _ in 0..<2 {
      let answer = try await client.send(
        HTTPRequest(.get, server.url + "/"), deadline: .seconds(5))
      #expect(answer.status == 200)
    }
    #expect(requests.withLock { $0 } == 3)
  }

  @Test func aKeptConnectionThatWasClosedBeforeIsNotUsed() async throws {
    let server = LoopbackServer { socket, _ in
      _ = socket.receiveRequest()
      socket.answer(Self.ok)
    }
    defer { server.stop() }
    let client = try HTTPClient()
    for _ in 0..<3 {
      let answer = try await client.send(
        HTTPRequest(.post, server.url + "/", body: [1]), deadline: .seconds(5))
      #expect(answer.status == 200)
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(server.connections == 3)
  }

  static func failure(
    _ client: HTTPClient, _ request: HTTPRequest, deadline: Duration = .seconds(5)
  ) async -> TransportError? {
    do throws(TransportError) {
      _ = try await client.send(request, deadline: deadline)
      return nil
    } catch {
      return error
    }
  }
}
