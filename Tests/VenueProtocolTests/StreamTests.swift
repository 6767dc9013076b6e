import Hashing
import JSON
import Testing
import TradingModel

@testable import VenueProtocol

/// WebSocket connections, driven as pure values.
@Suite struct StreamTests {
  private func texts(_ venue: Fixture) -> [JSONNode] {
    venue.state.takeFrames().compactMap { frame in
      guard case .text(let text) = frame.content else { return nil }
      return (try? JSONNode(parsing: text)) ?? .string(text)
    }
  }

  private func advance(_ venue: Fixture, _ steps: Int) {
    for _ in 0..<steps {
      venue.now = venue.now.advanced(by: .milliseconds(100))
      venue.state.advance(to: venue.now)
    }
  }

  @Test func futuresDepthIsAChain() throws {
    let venue = try Fixture()
    #expect(
      venue.open("/public/ws/btcusdt@depth@100ms", .binanceFutures))
    advance(venue, 5)
    let events = texts(venue)
    #expect(events.count == 5)
    for (before, after) in zip(events, events.dropFirst()) {
      #expect(after["pu"]?.plain == before["u"]?.plain)
    }
  }

  @Test func bybitBookFollowsItsSnapshot() throws {
    let venue = try Fixture()
    #expect(
      venue.open("/v5/public/linear", .bybit))
    venue.state.receive(
      #"{"op":"subscribe","args":["orderbook.50.BTCUSDT"]}"#, connection: 1, at: venue.now)
    advance(venue, 3)
    let events = texts(venue).filter { $0["topic"] != nil }
    #expect(events.first?["type"]?.text == "snapshot")
    let numbers = events.compactMap { $0["data"]?["u"]?.plain.flatMap { Int($0) } }
    #expect(numbers == Array(numbers[0]..<(numbers[0] + 4)))
  }

  @Test func okxTellsOrdersAfterLogin() throws {
    let venue = try Fixture()
    #expect(venue.open("/ws/v5/private", .okx))
    let code = HMACSHA256.code(
      key: Array("test-secret-okx".utf8), message: Array("1700000000GET/users/self/verify".utf8))
    venue.state.receive(
      #"{"op":"login","args":[{"apiKey":"test-key-okx","passphrase":"test-passphrase","timestamp":"1700000000","sign":"\#(Base64.encoded(code))"}]}"#,
      connection: 1, at: venue.now)
    venue.state.receive(
      #"{"op":"subscribe","args":[{"channel":"orders","instType":"ANY"}]}"#, connection: 1,
      at: venue.now)
    _ = try venue.okx(
      "POST", "/api/v5/trade/order",
      #"{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"buy","ordType":"market","sz":"1"}"#)
    let events = texts(venue)
    #expect(events.first?["event"]?.text == "login")
    let states = events.compactMap { $0["data"]?.elements?.first?["state"]?.text }
    #expect(states.first == "live")
    #expect(states.last == "filled")
  }

  @Test func spotUserDataTellsFillsAndBalances() throws {
    let venue = try Fixture()
    #expect(
      venue.open("/ws-api/v3", .binanceSpot))
    let payload = "apiKey=test-key-binance&timestamp=1700000000000"
    let code = HMACSHA256.code(
      key: Array("test-secret-binance".utf8), message: Array(payload.utf8))
    venue.state.receive(
      #"{"id":"1","method":"userDataStream.subscribe.signature","params":{"apiKey":"test-key-binance","timestamp":1700000000000,"signature":"\#(code.hexadecimal)"}}"#,
      connection: 1, at: venue.now)
    _ = try venue.binance(
      "POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01")
    let events = texts(venue)
    #expect(events.first?["result"]?["subscriptionId"]?.plain == "0")
    let kinds = events.compactMap { $0["event"]?["e"]?.text }
    #expect(kinds.contains("executionReport"))
    #expect(kinds.contains("outboundAccountPosition"))
  }

  @Test func framesCanBeLostAndDoubled() throws {
    let venue = try Fixture()
    _ = venue.open("/ws/btcusdt@bookTicker", .binanceSpot)
    _ = try venue.admin("POST", "/admin/faults", #"{"kind":"drop_frames","count":2}"#)
    _ = try venue.admin("POST", "/admin/faults", #"{"kind":"duplicate_frames","count":1}"#)
    advance(venue, 4)
    #expect(texts(venue).count == 3)
  }
}
