import JSON
import TradingModel

/// What is sent to one venue's public stream so that quotes, marks and funding come. Sources:
/// binance-spot-api-docs web-socket-streams.md, bybit docs v5/websocket/public, OKX "Public
/// channels".
struct QuoteSubscription: Sendable {
  let venue: String
  let market: Market
  let venueSymbols: [String]

  /// Where to connect, from the address of the service.
  func address(_ base: String) -> String { venue == "binance" ? base + "/ws" : base }

  /// The messages that subscribe, each within the venue's limits.
  var messages: [String] {
    switch venue {
    case "binance":
      let names = venueSymbols.flatMap { symbol in
        let name = symbol.lowercased()
        return market == .spot
          ? [name + "@bookTicker"] : [name + "@bookTicker", name + "@markPrice@1s"]
      }
      return Self.groups(names, of: 100).enumerated().map { number, names in
        let list = names.map(JSONText.quoted).joined(separator: ",")
        return #"{"method":"SUBSCRIBE","params":[\#(list)],"id":\#(number + 1)}"#
      }
    case "bybit":
      let names = venueSymbols.flatMap { symbol in
        market == .spot
          ? ["orderbook.1.\(symbol)"] : ["orderbook.1.\(symbol)", "tickers.\(symbol)"]
      }
      return Self.groups(names, of: 10).map { names in
        #"{"op":"subscribe","args":[\#(names.map(JSONText.quoted).joined(separator: ","))]}"#
      }
    default:
      let channels = market == .spot ? ["bbo-tbt"] : ["bbo-tbt", "mark-price", "funding-rate"]
      let names = venueSymbols.flatMap { symbol in
        channels.map { #"{"channel":"\#($0)","instId":\#(JSONText.quoted(symbol))}"# }
      }
      return Self.groups(names, of: 50).map { names in
        #"{"op":"subscribe","args":[\#(names.joined(separator: ","))]}"#
      }
    }
  }

  /// What keeps the connection alive beside the protocol's own pings; nil for none.
  var heartbeat: String? {
    switch venue {
    case "bybit": #"{"op":"ping"}"#
    case "okx": "ping"
    default: nil
    }
  }

  private static func groups(_ names: [String], of size: Int) -> [[String]] {
    stride(from: 0, to: names.count, by: size).map {
      Array(names[$0..<min($0 + size, names.count)])
    }
  }
}
