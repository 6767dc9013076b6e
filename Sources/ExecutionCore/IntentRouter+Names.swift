import TradingModel

extension IntentRouter {
  func venue(_ name: String, kinds: [VenueKind]) throws(RouteError) -> VenueID {
    guard let venue = catalog.venue(named: name) else {
      throw RouteError(
        "unknownVenue", "'\(name)' is no venue", named: name,
        among: catalog.venues.filter { kinds.contains($0.kind) }.map(\.name))
    }
    guard kinds.contains(venue.kind) else {
      throw RouteError(
        "wrongVenueKind",
        "'\(name)' is of the kind \(venue.kind.rawValue)", named: name,
        among: catalog.venues.filter { kinds.contains($0.kind) }.map(\.name))
    }
    return venue.id
  }

  func instrument(_ venue: VenueID, _ trade: TradeAction) throws(RouteError) -> Instrument {
    let found =
      catalog.instrument(venue: venue, market: trade.market, symbol: trade.pair)
      ?? catalog.instruments.first {
        $0.venue == venue && $0.market == trade.market && $0.venueSymbol == trade.pair
      }
    guard let found else {
      let known = catalog.instruments.filter { $0.venue == venue && $0.market == trade.market }
      throw RouteError(
        "unknownInstrument", "\(trade.venue) has no \(trade.market.rawValue) '\(trade.pair)'",
        named: trade.pair, among: known.map(\.symbol))
    }
    return found
  }

  func asset(_ symbol: String) throws(RouteError) -> AssetID {
    guard let asset = catalog.asset(named: symbol) else {
      throw RouteError(
        "unknownAsset", "'\(symbol)' is no asset", named: symbol,
        among: catalog.assets.map(\.symbol))
    }
    return asset.id
  }

  func wallet(_ name: String?) throws(RouteError) -> VenueID {
    guard let name else {
      guard let defaultWallet else {
        throw RouteError(
          "missingWallet", "no wallet is named and no default is configured",
          hint: "Name one of: \(addressBook.keys.sorted().joined(separator: ", ")).")
      }
      return defaultWallet
    }
    if let known = addressBook[name] { return known }
    return try venue(name, kinds: [.wallet])
  }

  func endpoint(_ endpoint: TransferAction.Endpoint) throws(RouteError) -> VenueID {
    switch endpoint {
    case .venue(let name, _): return try venue(name, kinds: [.exchange, .wallet])
    case .address(let chain, let address):
      _ = try venue(chain, kinds: [.chain])
      let label = address.hasPrefix("book:") ? String(address.dropFirst(5)) : address
      guard let wallet = addressBook[label] else {
        throw RouteError(
          "unknownRecipient", "'\(address)' is not in the address book", named: label,
          among: addressBook.keys.sorted())
      }
      return wallet
    }
  }
}
