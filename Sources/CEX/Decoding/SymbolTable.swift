import FixedPoint
import TradingModel
import VenueDefinitions

/// Venue symbols as unified symbols, and base units per contract where they are known.
struct SymbolTable: Sendable {
  private var contractSizes: [String: Quantity] = [:]
  private var symbols: [String: String] = [:]
  private let market: Market
  private let quotes = [
    "USDT", "USDC", "FDUSD", "TUSD", "BUSD", "USDE", "USD1", "BTC", "ETH", "BNB", "EUR", "TRY",
    "BRL", "GBP", "JPY", "AUD", "DAI", "USD",
  ]

  /// A table of the instruments a venue's definition has in one market.
  init(_ definition: VenueDefinition, market: Market) {
    self.market = market
    for instrument in definition.instruments where instrument.market == market {
      add(instrument.venueSymbol, instrument.symbol, instrument.contractSize)
    }
  }

  /// Adds or replaces an instrument.
  mutating func add(_ venueSymbol: String, _ symbol: String, _ contractSize: Quantity) {
    symbols[venueSymbol] = symbol
    contractSizes[venueSymbol] = contractSize
  }

  /// The unified symbol, from the table or else from the venue's way of writing symbols.
  func unified(_ venueSymbol: String?) -> String? {
    guard let venueSymbol else { return nil }
    if let symbol = symbols[venueSymbol] { return symbol }
    let parts = venueSymbol.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 1 { return unified(parts) ?? venueSymbol }
    let dated = venueSymbol.split(separator: "_", maxSplits: 1).map(String.init)
    for quote in quotes where dated[0].hasSuffix(quote) && dated[0].count > quote.count {
      let pair = dated[0].dropLast(quote.count) + "/" + quote
      let suffix = dated.count > 1 ? "-" + dated[1] : ""
      return market == .spot ? String(pair) : pair + ":" + quote + suffix
    }
    return venueSymbol
  }

  private func unified(_ parts: [String]) -> String? {
    switch parts.count {
    case 2: return parts[0] + "/" + parts[1]
    case 3:
      let settle = parts[1] == "USD" ? parts[0] : parts[1]
      let suffix = parts[2] == "SWAP" ? "" : "-" + parts[2]
      return parts[0] + "/" + parts[1] + ":" + settle + suffix
    default: return nil
    }
  }

  /// The venue's symbol of a symbol given either way.
  func venueSymbol(_ symbol: String, joinedBy separator: String, swap: String) -> String {
    guard symbol.contains("/") else { return symbol }
    if let known = symbols.first(where: { $0.value == symbol }) { return known.key }
    let pair = symbol.split(separator: ":").first.map(String.init) ?? symbol
    let joined = pair.split(separator: "/").joined(separator: separator)
    return market == .spot ? joined : joined + swap
  }

  /// Base units per contract; nil where not known.
  func contractSize(_ venueSymbol: String?) -> Quantity? {
    venueSymbol.flatMap { contractSizes[$0] }
  }
}
