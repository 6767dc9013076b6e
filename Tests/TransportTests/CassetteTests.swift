import Testing

@testable import Transport

@Suite struct CassetteTests {
  private let key = "0123456789abcdef0123456789abcdef"

  @Test func anExchangeIsRecordedWithoutItsSecretsAndReplayed() async throws {
    let server = LoopbackServer { socket, number in
      while !socket.receiveRequest().isEmpty {
        socket.answer(
          #"{"listenKey":"hush-listen","price":"1.50"}"#,
          headers: "X-Mbx-Used-Weight-1m: 3\r\nSet-Cookie: hush-cookie\r\n")
      }
    }
    defer { server.stop() }
    let recorder = CassetteRecorder(try HTTPClient())
    let url = server.url + "/api/\(key)/order?symbol=BTCUSDT&timestamp=1&signature=hush-query"
    let request = HTTPRequest(
      .post, url, headers: [HTTPHeader("X-MBX-APIKEY", "hush-header")],
      body: Array(#"{"apiKey":"hush-body","qty":"1"}"#.utf8))
    _ = try await recorder.send(request, deadline: .seconds(5))
    let text = recorder.text
    #expect(!text.contains("hush"))
    #expect(!text.contains(key))
    #expect(text.contains("1.50"))

    let player = try #require(CassettePlayer(text))
    var later = request
    later.url = url.replacingTimestamp()
    let answer = try await player.send(later, deadline: .seconds(1))
    #expect(answer.status == 200)
    #expect(answer.headers.value(of: "x-mbx-used-weight-1m") == "3")
    #expect(String(decoding: answer.body, as: UTF8.self).contains(#""price":"1.50""#))
    #expect(player.unused == 0)
    await #expect(throws: TransportError.self) {
      try await player.send(later, deadline: .seconds(1))
    }
  }

  @Test func failuresAreReplayedWithWhatWasKnown() async throws {
    let deliveries: [TransportError.Delivery] = [
      .nothingSent, .maybeSent, .answerIncomplete(status: 502),
    ]
    let request = HTTPRequest(.post, "http://127.0.0.1:1/x", body: [0xff, 0x00])
    let text = deliveries.map {
      CassetteExchange(request, .failure(TransportError(.receive, $0))).line
    }.joined(separator: "\n")
    let player = try #require(CassettePlayer(text))
    for delivery in deliveries {
      do throws(TransportError) {
        _ = try await player.send(request, deadline: .seconds(1))
        Issue.record("an answer came")
      } catch {
        #expect(error.delivery == delivery)
      }
    }
  }

  @Test(arguments: ["{}", "x", #"{"method":"GET"}"#, #"{"method":"NO","url":"","body":""}"#])
  func whatIsNotACassetteIsRefused(_ text: String) {
    #expect(CassettePlayer(text) == nil)
  }

  @Test(arguments: [
    ("a=1&signature=x", "a=1&signature=[redacted]"),
    (#"[{"secret":1}]"#, #"[{"secret":"[redacted]"}]"#),
    ("plain", "plain"), ("<html>a=b</html>", "<html>a=b</html>"),
  ])
  func secretsAreTakenOutOfBodies(_ body: String, _ expected: String) {
    #expect(String(decoding: Redaction.body(Array(body.utf8)), as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("https://h", "h", 443, "/"), ("http://H:8080/a?b", "h", 8_080, "/a?b"),
    ("wss://h?x", "h", 443, "/?x"), ("http://[::1]:9/", "::1", 9, "/"),
  ])
  func addressesAreRead(_ url: String, _ host: String, _ port: Int, _ target: String) {
    let address = EndpointAddress(url)
    #expect(address?.host == host)
    #expect(address?.port == UInt16(port))
    #expect(address?.target == target)
  }

  @Test(arguments: [
    "", "h", "http:/h", "http://", "http:///x", "http://u@h/", "http://h:0/", "http://h:65536/",
    "http://h:1x/", "http://h /", "http://h\\@x/", "http://h/#f", "http://[::1/", "http://[g]/",
    "http://h\u{e9}/", "gopher://h/", "http://a\nb/", "http://h:/",
  ])
  func otherAddressesAreRefused(_ url: String) {
    #expect(EndpointAddress(url) == nil)
  }
}

extension String {
  fileprivate func replacingTimestamp() -> String {
    split(separator: "&").map { $0.hasPrefix("timestamp=") ? "timestamp=99" : String($0) }
      .joined(separator: "&")
  }
}
