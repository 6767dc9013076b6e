import FixedPoint
import TradingModel
import VenueDefinitions

/// The instruments of one venue.
public struct InstrumentBook: Sendable {
  private var rules: [String: InstrumentRules] = [:]
  /// What was read, for messages.
  public private(set) var source: String

  /// The instruments a venue file states.
  public init(_ definition: VenueDefinition) {
    source = "venues/\(definition.id).yaml"
    for instrument in definition.instruments { insert(InstrumentRules(instrument)) }
  }

  /// Instruments read elsewhere.
  public init(source: String, _ instruments: [InstrumentRules]) {
    self.source = source
    for instrument in instruments { insert(instrument) }
  }

  private mutating func insert(_ instrument: InstrumentRules) {
    rules[instrument.symbol] = instrument
  }

  /// Whether there is an instrument of a market.
  func contains(_ market: Market) -> Bool { rules.values.contains { $0.market == market } }

  /// The rules of a symbol in a market.
  func rules(_ symbol: String, _ market: Market) throws(GatewayRefusal) -> InstrumentRules {
    if let found = rules[symbol], found.market == market { return found }
    let known = rules.values.filter { $0.market == market }.map(\.symbol).sorted()
    let nearest = Spelling.nearest(to: symbol, among: known)
    let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
    let name = market == .spot ? "spot" : "linear"
    throw GatewayRefusal(
      "unknownSymbol",
      "\(name) has no symbol \"\(symbol.prefix(64))\" among the \(known.count) of \(source)\(hint)")
  }
}
