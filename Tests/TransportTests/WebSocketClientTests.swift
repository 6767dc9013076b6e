import Synchronization
import Testing

@testable import Transport

@Suite struct WebSocketClientTests {
  private func run(
    _ configuration: WebSocketConfiguration = WebSocketConfiguration(),
    deadline: Duration = .seconds(5),
    _ script: @escaping LoopbackServer.Script,
    _ body: (WebSocketConnection, StreamLog) async throws -> Void = { _, _ in }
  ) async throws -> (WebSocketClosure, StreamLog) {
    let server = LoopbackServer(script)
    defer { server.stop() }
    let client = try WebSocketClient(configuration)
    let log = StreamLog()
    let connection = try client.open(
      "ws://127.0.0.1:\(server.port)/ws?x=1", headers: [HTTPHeader("User-Agent", "t")],
      deadline: deadline, handler: log.handler)
    try await body(connection, log)
    let closure = try await log.closure()
    #expect(log.all.filter { if case .closed = $0 { true } else { false } }.count == 1)
    return (closure, log)
  }

  @Test func theAcceptKeyIsTheOneOfTheStandard() {
    // RFC 6455 section 1.3.
    #expect(
      WebSocketHandshake.accept("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
  }

  @Test func messagesGoBothWaysAndTheCloseIsAnswered() async throws {
    let request = Mutex("")
    let (closure, log) = try await run(
      WebSocketConfiguration(),
      { socket, _ in
        let text = WebSocketPeer.agree(socket)
        request.withLock { $0 = text }
        while let (first, payload) = WebSocketPeer.receive(socket) {
          socket.send(WebSocketPeer.frame(first & 15, payload))
          if first & 15 == 8 { return }
        }
      },
      { connection, _ in
        #expect(connection.send(text: "héllo") == 0)
        #expect(connection.send(binary: [UInt8](repeating: 7, count: 70_000)) == 1)
        connection.close(1000, reason: "bye")
      })
    #expect(closure.cause == .transport(.cancelled) || closure.cause == .closeFrames)
    if closure.cause == .closeFrames {
      #expect(closure.code == 1000)
      #expect(closure.reason == "bye")
    }
    #expect(log.all.count >= 1)
    #expect(request.withLock { $0.isEmpty || $0.hasPrefix("GET /ws?x=1 HTTP/1.1\r\n") })
  }

  @Test func anEchoComesBackWhole() async throws {
    let (closure, log) = try await run(
      WebSocketConfiguration(),
      { socket, _ in
        WebSocketPeer.agree(socket)
        while let (first, payload) = WebSocketPeer.receive(socket) {
          socket.send(WebSocketPeer.frame(first & 15, payload))
          if first & 15 == 8 { return }
        }
      },
      { connection, log in
        try await log.opened()
        connection.send(text: "héllo")
        connection.send(binary: [UInt8](repeating: 7, count: 70_000))
        connection.ping([1, 2])
        connection.close(3_000, reason: "bye")
      })
    #expect(closure.cause == .closeFrames)
    #expect(closure.code == 3_000)
    #expect(closure.reason == "bye")
    #expect(closure.firstUnsent == 2)
    #expect(log.texts == ["héllo"])
    #expect(log.all.contains(.binary([UInt8](repeating: 7, count: 70_000))))
    #expect(log.all.contains(.ping([1, 2])))
  }

  @Test func framesThatCameWithTheUpgradeAreNotLost() async throws {
    let (_, log) = try await run(
      WebSocketConfiguration(),
      { socket, _ in
        let early = (0..<300).flatMap { WebSocketPeer.frame(1, Array("\($0)".utf8)) }
        WebSocketPeer.agree(socket, also: early)
      })
    #expect(log.texts.count == 300)
  }

  @Test func aPingIsAnsweredInTheMiddleOfAFragmentedMessage() async throws {
    let pong = Mutex<[UInt8]>([])
    let (_, log) = try await run(
      WebSocketConfiguration(),
      { socket, _ in
        WebSocketPeer.agree(socket)
        socket.send(
          WebSocketPeer.frame(1, [0xe2, 0x82], isFinal: false) + WebSocketPeer.frame(9, [42])
            + WebSocketPeer.frame(0, [], isFinal: false) + WebSocketPeer.frame(0, [0xac]))
        if let (first, payload) = WebSocketPeer.receive(socket), first == 0x8a {
          pong.withLock { $0 = payload }
        }
      })
    #expect(log.texts == ["€"])
    #expect(pong.withLock { $0 } == [42])
  }

  @Test(arguments: [
    ([0xc1, 0x00] as [UInt8], WebSocketProtocolError.reservedBits, UInt16(1002)),
    ([0x83, 0x00], .reservedOpcode(3), 1002),
    ([0x81, 0x80, 1, 2, 3, 4], .maskedFrame, 1002),
    ([0x81, 0x01, 0xff], .invalidText, 1007),
    ([0x81, 0x7f, 0, 0, 0, 1, 0, 0, 0, 0], .tooLarge(limit: 16_777_216), 1009),
    ([0x09, 0x00], .fragmentedControl, 1002),
  ])
  func aViolationClosesWithItsCode(
    _ bytes: [UInt8], _ error: WebSocketProtocolError, _ code: UInt16
  ) async throws {
    let told = Mutex<[UInt8]>([])
    let (closure, _) = try await run(
      WebSocketConfiguration(),
      { socket, _ in
        WebSocketPeer.agree(socket)
        socket.send(bytes)
        if let (first, payload) = WebSocketPeer.receive(socket), first == 0x88 {
          told.withLock { $0 = payload }
        }
      })
    #expect(closure.cause == .violation(error))
    try await Task.sleep(for: .milliseconds(50))
    #expect(told.withLock { $0 } == [UInt8(code >> 8), UInt8(code & 255)])
  }

  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200),
    ("HTTP/1.1 429 Slow\r\nRetry-After: 5\r\n\r\n", 429),
    (
      "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: AAAA\r\n\r\n", 101
    ),
    ("SSH-2.0\r\n\r\n", 0),
    (String(repeating: "x", count: 40_000), 0),
  ])
  func anUpgradeThatIsNotAgreedIsRefused(_ answer: String, _ status: Int) async throws {
    let (closure, _) = try await run(
      WebSocketConfiguration(),
      { socket, _ in
        _ = socket.receiveRequest()
        socket.send(answer)
        _ = socket.receive()
      })
    #expect(closure.cause == .upgradeRefused(status: status))
  }

  @Test(arguments: [
    "Sec-WebSocket-Extensions: permessage-deflate\r\n", "Sec-WebSocket-Protocol: p\r\n",
  ])
  func whatWasNotOfferedMayNotBeChosen(_ header: String) async throws {
    let (closure, _) = try await run(
      WebSocketConfiguration(),
      { socket, _ in
        WebSocketPeer.agree(socket, extra: header)
        _ = socket.receive()
      })
    #expect(closure.cause == .upgradeRefused(status: 101))
  }

  @Test func aStalledStreamIsPingedAndThenGivenUp() async throws {
    var configuration = WebSocketConfiguration()
    configuration.pingInterval = .milliseconds(100)
    configuration.stallTimeout = .milliseconds(350)
    let pings = Mutex(0)
    let (closure, _) = try await run(
      configuration,
      { socket, _ in
        WebSocketPeer.agree(socket)
        while let (first, _) = WebSocketPeer.receive(socket) {
          if first == 0x89 { pings.withLock { $0 += 1 } }
        }
      })
    #expect(closure.cause == .stalled)
    try await Task.sleep(for: .milliseconds(50))
    #expect((2...4).contains(pings.withLock { $0 }))
  }

  @Test func aPeerThatAnswersPingsIsNotStalled() async throws {
    var configuration = WebSocketConfiguration()
    configuration.pingInterval = .milliseconds(50)
    configuration.stallTimeout = .milliseconds(300)
    let (closure, _) = try await run(
      configuration,
      { socket, _ in
        WebSocketPeer.agree(socket)
        for _ in 0..<14 {
          guard let (_, payload) = WebSocketPeer.receive(socket) else { return }
          socket.send(WebSocketPeer.frame(10, payload))
        }
      })
    #expect(closure.cause == .dropped)
  }

  @Test func aSilentUpgradeEndsAtItsDeadline() async throws {
    let (closure, _) = try await run(
      deadline: .milliseconds(300),
      { socket, _ in
        _ = socket.receiveRequest()
        _ = socket.receive()
      })
    #expect(closure.cause == .transport(.timeout))
  }

  @Test func messagesThatNeverLeftAreNamed() async throws {
    let (closure, _) = try await run(
      WebSocketConfiguration(),
      { socket, _ in
        _ = socket.receiveRequest()
        usleepFor(100_000)
        socket.reset()
      },
      { connection, _ in
        connection.send(text: "order 1")
        connection.send(text: "order 2")
      })
    #expect(closure.firstUnsent == 0)
    #expect(closure.cause == .upgradeRefused(status: 0))
  }

  @Test func aPeerThatIgnoresOurCloseIsLeft() async throws {
    var configuration = WebSocketConfiguration()
    configuration.closeTimeout = .milliseconds(200)
    let (closure, _) = try await run(
      configuration,
      { socket, _ in
        WebSocketPeer.agree(socket)
        while WebSocketPeer.receive(socket) != nil {}
      },
      { connection, log in
        try await log.opened()
        connection.close()
      })
    #expect(closure.cause == .dropped)
  }

  @Test func aRefusedConnectionAndAForeignHostAreNamed() async throws {
    let server = LoopbackServer { _, _ in }
    server.stop()
    let client = try WebSocketClient()
    let log = StreamLog()
    _ = try client.open(
      "ws://127.0.0.1:\(server.port)/", deadline: .seconds(2), handler: log.handler)
    #expect(try await log.closure().cause == .transport(.connect))
    #expect(throws: TransportError.self) {
      try client.open("wss://stream.binance.com/ws", deadline: .seconds(2), handler: log.handler)
    }
  }
}
