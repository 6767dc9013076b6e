import Foundation
import Testing
import TradingModel

@testable import VenueDefinitions

@Suite struct WireRequestsTests {
  @Test(arguments: ["binance", "bybit", "okx"])
  func everyExchangeSaysHowItIsSpokenTo(_ name: String) throws {
    let wire = try #require(try VenueRegistry.embedded().definition(named: name)?.wire.requests)
    for market in Market.allCases {
      #expect(wire.endpoint(.placeOrder, market)?.security == .signed)
      #expect(wire.endpoint(.cancelOrder, market)?.lane == .cancel)
      #expect(wire.clientOrderIDRule(for: market) != nil)
    }
    #expect(wire.environment(.production)?.address(of: .restSpot)?.hasPrefix("https://") == true)
    #expect(wire.environment(.demo) != nil)
    #expect(wire.environment(.testnet) != nil)
    let hosts = wire.environments.filter { $0.header == nil }.compactMap {
      $0.address(of: .restLinear)
    }
    #expect(Set(hosts).count == hosts.count)
  }

  @Test(arguments: [
    ("A-Za-z0-9_-", "abc-9_Z", true), ("A-Za-z0-9", "a-b", false), ("A-Za-z0-9", "é", false),
    ("A-Za-z0-9", "", false), ("a-c", "abcabc", false), ("a-c", "abcab", true),
  ])
  func clientOrderIDsFollowTheirRule(_ characters: String, _ id: String, _ accepted: Bool) throws {
    let rule = try #require(
      ClientOrderIDRule(
        market: .spot, parameter: "p", characters: characters,
        maximumLength: characters == "a-c" ? 5 : 9))
    #expect(rule.accepts(id) == accepted)
  }

  @Test(arguments: [
    ("weight: \"1\" }", "weight: \"1\", wait: \"2\" }", "unknown key \"wait\""),
    ("bucket: \"orders\"", "bucket: \"order\"", "did you mean \"orders\""),
    ("https://www.okx.com", "http://www.okx.com", "https://"),
    ("name: \"cancelOrder\"", "name: \"placeOrder\"", "given twice"),
    ("characters: \"A-Za-z0-9\"", "characters: \"z-a\"", "ranges"),
  ])
  func wrongTablesAreRefused(_ right: String, _ wrong: String, _ message: String) throws {
    let file = try #require(
      VenueRegistry.embeddedFiles.first { $0.name.hasSuffix("okx.yaml") })
    let range = try #require(file.text.range(of: right))
    let text = file.text.replacingCharacters(in: range, with: wrong)
    let error = #expect(throws: VenueDefinitionError.self) {
      try VenueDefinition(yaml: text, file: file.name)
    }
    #expect(error?.description.contains(message) == true)
  }
}
