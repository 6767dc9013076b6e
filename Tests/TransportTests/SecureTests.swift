import COpenSSL
import Synchronization
import Testing

@testable import Transport

@Suite(.enabled(if: TestCertificate.shared != nil)) struct SecureTests {
  private struct Context: @unchecked Sendable { let pointer: OpaquePointer }

  private func server(
    _ certificate: TestCertificate, onlyVersion11: Bool = false,
    arrived: @escaping @Sendable () -> Void = {},
    _ script: @escaping LoopbackServer.Script
  ) throws -> LoopbackServer {
    let context = Context(
      pointer: try #require(certificate.serverContext(onlyVersion11: onlyVersion11)))
    return LoopbackServer { socket, number in
      guard socket.startTLS(context.pointer) else { return }
      script(socket, number)
    }
  }

  @Test func aTrustedCertificateIsAccepted() async throws {
    let certificate = try #require(TestCertificate.shared)
    let server = try server(certificate) { socket, _ in
      while !socket.receiveRequest().isEmpty { socket.answer("secret") }
    }
    defer { server.stop() }
    let client = try HTTPClient(certificate.trusting)
    for _ in 0..<2 {
      let answer = try await client.send(
        HTTPRequest(.post, "https://127.0.0.1:\(server.port)/", body: [1]),
        deadline: .seconds(5))
      #expect(answer.body == Array("secret".utf8))
    }
    #expect(server.connections == 1)
  }

  @Test func anUnknownCertificateIsRefusedBeforeAnythingIsSent() async throws {
    let certificate = try #require(TestCertificate.shared)
    let requests = Mutex(0)
    let server = try server(certificate) { socket, _ in
      if !socket.receiveRequest().isEmpty { requests.withLock { $0 += 1 } }
    }
    defer { server.stop() }
    let error = await HTTPClientTests.failure(
      try HTTPClient(),
      HTTPRequest(.post, "https://127.0.0.1:\(server.port)/", body: [1]))
    #expect(error?.cause == .secureHandshake)
    #expect(error?.delivery == .nothingSent)
    #expect(requests.withLock { $0 } == 0)
  }

  @Test func aCertificateOfAnotherNameIsRefused() async throws {
    let certificate = try #require(TestCertificate.wrongName)
    let server = try server(certificate) { socket, _ in _ = socket.receiveRequest() }
    defer { server.stop() }
    let error = await HTTPClientTests.failure(
      try HTTPClient(certificate.trusting),
      HTTPRequest(.post, "https://127.0.0.1:\(server.port)/", body: [1]))
    #expect(error?.cause == .secureHandshake)
    #expect(error?.delivery == .nothingSent)
  }

  @Test func oldVersionsOfTLSAreRefused() async throws {
    let certificate = try #require(TestCertificate.shared)
    let server = try server(certificate, onlyVersion11: true) { socket, _ in
      _ = socket.receiveRequest()
      socket.answer("old")
    }
    defer { server.stop() }
    let error = await HTTPClientTests.failure(
      try HTTPClient(certificate.trusting),
      HTTPRequest(.post, "https://127.0.0.1:\(server.port)/", body: [1]))
    #expect(error?.cause == .secureHandshake)
    #expect(error?.delivery == .nothingSent)
  }

  @Test func aServerThatNeverShakesHandsSentNothing() async throws {
    let server = LoopbackServer { socket, _ in _ = socket.receive(exactly: 1_000_000) }
    defer { server.stop() }
    let error = await HTTPClientTests.failure(
      try HTTPClient(), HTTPRequest(.post, "https://127.0.0.1:\(server.port)/", body: [1]),
      deadline: .milliseconds(300))
    #expect(error?.cause == .timeout)
    #expect(error?.delivery == .nothingSent)
  }

  @Test func silenceAfterTheHandshakeMayHaveSent() async throws {
    let certificate = try #require(TestCertificate.shared)
    let server = try server(certificate) { socket, _ in
      _ = socket.receiveRequest()
      _ = socket.receive()
    }
    defer { server.stop() }
    let error = await HTTPClientTests.failure(
      try HTTPClient(certificate.trusting),
      HTTPRequest(.post, "https://127.0.0.1:\(server.port)/", body: [1]),
      deadline: .milliseconds(500))
    #expect(error?.cause == .timeout)
    #expect(error?.delivery == .maybeSent)
  }

  @Test func aStreamWorksOverTLS() async throws {
    let certificate = try #require(TestCertificate.shared)
    let server = try server(certificate) { socket, _ in
      WebSocketPeer.agree(socket)
      for number in 0..<2_000 { WebSocketPeer.send(socket, .text, "\(number)") }
      WebSocketPeer.send(socket, .close, "\u{3}\u{e8}")
      _ = socket.receive()
    }
    defer { server.stop() }
    var configuration = WebSocketConfiguration()
    configuration.connection = certificate.trusting
    let log = StreamLog()
    let client = try WebSocketClient(configuration)
    _ = try client.open(
      "wss://127.0.0.1:\(server.port)/ws", deadline: .seconds(5), handler: log.handler)
    let closure = try await log.closure()
    #expect(closure.cause == .closeFrames)
    #expect(closure.code == 1000)
    #expect(log.texts == (0..<2_000).map(String.init))
  }
}
