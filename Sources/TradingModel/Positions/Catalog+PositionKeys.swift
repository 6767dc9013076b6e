extension Catalog {
  /// The printed form of a key: `venue:Type:symbol`.
  public func name(of key: PositionKey) -> String {
    let symbol: String
    switch key.subject {
    case .instrument(let id): symbol = self[id].venueSymbol
    case .asset(let id):
      switch key.type {
      case .aToken:
        symbol = reserve(venue: key.venue, asset: id)?.supplyTokenSymbol ?? self[id].symbol
      case .debtToken:
        symbol = reserve(venue: key.venue, asset: id)?.debtTokenSymbol ?? self[id].symbol
      default: symbol = self[id].symbol
      }
    }
    return "\(self[key.venue].name):\(key.type.rawValue):\(symbol)"
  }

  /// The key with that printed form, or nil when the venue, type or symbol is unknown.
  public func positionKey(named name: String) -> PositionKey? {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let venue = venue(named: parts[0]),
      let type = PositionType(rawValue: parts[1])
    else { return nil }
    switch type {
    case .perp:
      let match = instruments.first {
        $0.venue == venue.id && $0.market == .perp
          && ($0.venueSymbol == parts[2] || $0.symbol == parts[2])
      }
      return match.map { PositionKey(perp: $0.id, venue: venue.id) }
    case .aToken, .debtToken:
      let match = reserves.first {
        $0.venue == venue.id
          && (type == .aToken ? $0.supplyTokenSymbol : $0.debtTokenSymbol) == parts[2]
      }
      return match.map { PositionKey(venue: venue.id, type: type, asset: $0.asset) }
    default:
      return asset(named: parts[2]).map { PositionKey(venue: venue.id, type: type, asset: $0.id) }
    }
  }
}

extension Catalog {
  /// The key of a plain holding of an asset at a venue: liquid staking tokens have a type of their
  /// own in wallets, everything else is a balance.
  public func balanceKey(venue: VenueID, asset: AssetID) -> PositionKey {
    if self[venue].kind != .exchange, case .rate = self[asset].backing {
      return PositionKey(venue: venue, type: .lst, asset: asset)
    }
    return PositionKey(venue: venue, asset: asset)
  }
}
