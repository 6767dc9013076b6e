import JSON
import TradingModel
import VenueDefinitions

/// Reads one venue's answers and messages. One per venue, market and set of instruments.
protocol VenueDecoder: Sendable {
  /// What all decoders need.
  var base: DecoderBase { get }

  /// Reads the body of an answer.
  func answer(
    _ body: JSONNode, status: Int?, context: RequestContext
  ) throws(WireFailure) -> Decoded

  /// Reads one frame of a stream.
  func frame(_ body: JSONNode) throws(WireFailure) -> Decoded
}

/// What all decoders need.
struct DecoderBase: Sendable {
  let wire: WireDefinition
  let market: Market
  let symbols: SymbolTable
  let classifier: ErrorClassifier

  /// The parts of a definition for one market.
  init(_ definition: VenueDefinition, market: Market, symbols: SymbolTable) {
    wire = definition.wire
    self.market = market
    self.symbols = symbols
    classifier = ErrorClassifier(rules: definition.wire.errors, market: market)
  }

  /// Our word for a wallet.
  func wallet(_ word: String?) -> String? { word.map { wire.wallets[$0] ?? $0 } }

  /// A time in force as the standard words; nil for other words.
  func timeInForce(_ word: String?) -> String? {
    switch word {
    case "GTC", "GTX", "PostOnly", "RPI": "GTC"
    case "IOC": "IOC"
    case "FOK": "FOK"
    case "GTD": "GTD"
    default: nil
    }
  }
}
