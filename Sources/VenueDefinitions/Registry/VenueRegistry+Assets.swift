import TradingModel

extension VenueRegistry {
  /// Every asset the definitions introduce, sorted by symbol; the order is that of ``AssetID``.
  /// - Throws: ``VenueDefinitionError`` when two venues disagree on decimals, or a definition uses
  ///   an asset that none introduces.
  func assetTable() throws(VenueDefinitionError) -> [Asset] {
    var decimals: [(symbol: String, decimals: Int)] = []
    var tokens: [TokenDefinition] = []
    for definition in definitions {
      tokens += definition.tokens
      let introduced =
        definition.assets.map { ($0.symbol, $0.decimals) }
        + definition.tokens.map { ($0.symbol, $0.decimals) }
      for (symbol, places) in introduced {
        if let known = decimals.first(where: { $0.symbol == symbol }) {
          guard known.decimals == places else {
            throw failure(
              definition, "assets",
              .notAllowed(found: "\(symbol): \(places)", allowed: "\(known.decimals) decimals"))
          }
        } else {
          decimals.append((symbol, places))
        }
      }
    }
    decimals.sort { $0.symbol < $1.symbol }
    let symbols = decimals.map(\.symbol)
    try checkUses(of: symbols)
    return decimals.enumerated().map { index, entry in
      let token = tokens.first { $0.symbol == entry.symbol && ($0.peggedTo ?? $0.rateOf) != nil }
      let pegged = token?.peggedTo.flatMap { symbols.firstIndex(of: $0) }
      let rate = token?.rateOf.flatMap { symbols.firstIndex(of: $0) }
      let backing: AssetBacking =
        pegged.map { .pegged(AssetID($0)) } ?? rate.map { .rate(AssetID($0)) } ?? .none
      return Asset(
        id: AssetID(index), symbol: entry.symbol, decimals: entry.decimals, backing: backing)
    }
  }

  private func checkUses(of symbols: [String]) throws(VenueDefinitionError) {
    for definition in definitions {
      for use in Self.uses(of: definition) where !symbols.contains(use.symbol) {
        let nearest = Spelling.nearest(to: use.symbol, among: symbols)
        throw failure(definition, use.path, .unknownName(use.symbol, nearest: nearest))
      }
    }
  }

  private static func uses(of definition: VenueDefinition) -> [(path: String, symbol: String)] {
    var uses: [(path: String, symbol: String)] = []
    for (index, instrument) in definition.instruments.enumerated() {
      uses.append(("instruments[\(index)].base", instrument.base))
      uses.append(("instruments[\(index)].quote", instrument.quote))
    }
    for (index, network) in definition.networks.enumerated() {
      uses.append(("networks[\(index)].asset", network.asset))
    }
    for (index, reserve) in definition.reserves.enumerated() {
      uses.append(("reserves[\(index)].asset", reserve.asset))
    }
    for (index, route) in definition.staking.enumerated() {
      uses.append(("staking[\(index)].stake", route.stake))
      uses.append(("staking[\(index)].receive", route.receive))
    }
    for (index, pool) in definition.pools.enumerated() {
      uses.append(("pools[\(index)].first", pool.first))
      uses.append(("pools[\(index)].second", pool.second))
    }
    for (index, token) in definition.tokens.enumerated() {
      if let backing = token.peggedTo { uses.append(("tokens[\(index)].peggedTo", backing)) }
      if let backing = token.rateOf { uses.append(("tokens[\(index)].rateOf", backing)) }
    }
    for (index, key) in definition.positionKeys.enumerated() {
      let parts = key.split(separator: ":").map(String.init)
      guard let type = PositionType(rawValue: parts[1]) else { continue }
      switch type {
      case .perp, .aToken, .debtToken: continue
      default: uses.append(("positionKeys[\(index)]", parts[2]))
      }
    }
    return uses
  }

  func failure(
    _ definition: VenueDefinition, _ path: String, _ reason: VenueDefinitionError.Reason
  ) -> VenueDefinitionError {
    VenueDefinitionError(
      file: "venues/\(definition.id).yaml", path: path, line: nil, reason: reason)
  }
}
