import FixedPoint
import JSON
import Testing
import TradingModel
import VenueDefinitions

@testable import CEX

/// The hot path against the decoders: what it reads, they read alike.
@Suite struct StreamScannerTests {
  static let scanners: [String: StreamScanner] = {
    var scanners: [String: StreamScanner] = [:]
    for definition in (try? VenueRegistry.embedded())?.definitions ?? [] {
      scanners[definition.id] = StreamScanner(definition)
    }
    return scanners
  }()

  private func scan(_ venue: String, _ frame: [UInt8]) throws -> [StreamUpdate]? {
    let scanner = try #require(Self.scanners[venue])
    var updates: [StreamUpdate] = []
    let isRead = frame.withUnsafeBytes { scanner.scan($0, into: &updates) }
    #expect(isRead || updates.isEmpty)
    return isRead ? updates : nil
  }

  static let frames = DecodeAnswerTests.fixtures.filter { $0.isStream && $0.payload != "pong" }

  @Test(arguments: frames)
  func saysWhatTheDecoderSays(_ fixture: DecodeFixture) throws {
    let answer = try DecodeWitness.answer(fixture.line())
    let updates = try scan(fixture.venue, Array(fixture.payload.utf8))
    let isKnown = answer["orders"] != nil || answer["fills"] != nil
    #expect((updates != nil) == isKnown)
    guard let update = updates?.first else { return }
    let size: Quantity = fixture.venue == "okx" ? Quantity("0.01") ?? .zero : Quantity(1)
    if let order = answer["order"] {
      #expect(order.at("venueSymbol") == update.symbol.description)
      #expect(order.at("orderId") == update.orderID.description)
      #expect(order.at("status") == update.status?.rawValue)
      #expect(order.at("side") == update.side.rawValue)
      let amount = update.quantity.value.multiplied(by: size.value, rounding: .down)
      #expect(order.at("amount") == amount.description)
      #expect(order.at("price").flatMap { Price($0) } ?? .zero == update.price)
      #expect(order.at("updated") == "\(update.time)")
    }
    if let fill = answer["fill"] {
      #expect(fill.at("tradeId") == update.tradeID.description)
      #expect(fill.at("price") == update.lastPrice.description)
      #expect(fill.at("fee.cost") == update.fee.description)
      #expect((fill.at("takerOrMaker") == "maker") == update.isMaker)
    }
  }

  @Test(arguments: frames)
  func aDamagedFrameIsLeftToTheDecoder(_ fixture: DecodeFixture) throws {
    let bytes = Array(fixture.payload.utf8)
    for length in 0..<bytes.count {
      #expect(try scan(fixture.venue, Array(bytes[..<length])) == nil)
    }
  }

  @Test func whatIsOddIsLeftToTheDecoder() throws {
    let row = #"{"symbol":"BTCUSDT","orderId":"1","orderStatus":"New","side":"Buy","qty":"1"}"#
    let good = #"{"topic":"order","data":["# + row + "]}"
    #expect(try scan("bybit", Array(good.utf8))?.count == 1)
    for (part, other) in [
      (#""New""#, #""Quantum""#), (#""1","orderStatus""#, #""","orderStatus""#),
      (#""Buy""#, "null"),
      (#""qty":"1""#, #""qty":"NaN""#), (#""qty":"1""#, #""qty":"-1""#),
      (#""topic":"order""#, #""topic":"orders""#), (#""qty""#, #""marketUnit":"quoteCoin","qty""#),
    ] {
      let odd = good.replacing(part, with: other)
      #expect(odd != good)
      #expect(try scan("bybit", Array(odd.utf8)) == nil, "\(odd)")
    }
  }
}
