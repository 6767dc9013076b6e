import TradingModel

extension IntentRouter {
  func venue(_ name: String, kinds: [VenueKind]) throws(RouteError) -> VenueID {
    guard let venue = catalog.venue(named: name) else {
      let known = catalog.venues.filter { kinds.contains($0.kind) }.map(\.name)
      throw RouteError(
        "unknownVenue",
        "'\(name)' is no venue; known here: \(known.joined(separator: ", "))")
    }
    guard kinds.contains(venue.kind) else {
      throw RouteError(
        "wrongVenueKind",
        "'\(name)' is a \(venue.kind.rawValue), and this needs one of: "
          + kinds.map(\.rawValue).joined(separator: ", "))
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
        "unknownInstrument",
        "\(trade.venue) has no \(trade.market.rawValue) '\(trade.pair)'; it has: "
          + known.map(\.symbol).joined(separator: ", "))
    }
    return found
  }

  func asset(_ symbol: String) throws(RouteError) -> AssetID {
    guard let asset = catalog.asset(named: symbol) else {
      throw RouteError(
        "unknownAsset",
        "'\(symbol)' is no asset; known: " + catalog.assets.map(\.symbol).joined(separator: ", "))
    }
    return asset.id
  }

  func wallet(_ name: String?) throws(RouteError) -> VenueID {
    guard let name else {
      guard let defaultWallet else {
        throw RouteError("missingWallet", "name a wallet; no default is configured")
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
        let known = addressBook.keys.sorted().joined(separator: ", ")
        throw RouteError(
          "unknownRecipient",
          "'\(address)' is not in the address book; it has: \(known)")
      }
      return wallet
    }
  }
}
