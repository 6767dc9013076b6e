import TradingModel

extension VenueDefinition {
  /// Checks what one section says about another: fees and order rules for each market, and position
  /// keys of this venue whose symbols it defines.
  mutating func checkReferences(_ fields: FieldReader) throws(VenueDefinitionError) {
    for market in Market.allCases where instruments.contains(where: { $0.market == market }) {
      guard self.fees(for: market) != nil else {
        throw fields.reader.error(.missingKey("fees of \(market.rawValue)"))
      }
      guard self.orders(for: market) != nil else {
        throw fields.reader.error(.missingKey("orders of \(market.rawValue)"))
      }
    }
    for element in try fields.elements("positionKeys") {
      let key = try element.text()
      try check(positionKey: key, element)
      guard !positionKeys.contains(key) else { throw element.error(.duplicate(key)) }
      positionKeys.append(key)
    }
  }

  private func check(
    positionKey key: String, _ reader: NodeReader
  ) throws(VenueDefinitionError) {
    let parts = key.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[0] == id, let type = PositionType(rawValue: parts[1]) else {
      let types = PositionType.allCases.map(\.rawValue).joined(separator: ", ")
      throw reader.notAllowed(key, "\(id):Type:symbol with a Type of \(types)")
    }
    let known: [String]
    switch type {
    case .perp: known = instruments.filter { $0.market == .perp }.map(\.venueSymbol)
    case .aToken: known = reserves.map(\.supplyToken)
    case .debtToken: known = reserves.map(\.debtToken)
    case .baseToken, .lst, .vaultShare, .claim, .inTransit: return
    }
    guard known.contains(parts[2]) else {
      let nearest = Spelling.nearest(to: parts[2], among: known)
      throw reader.error(.unknownName(parts[2], nearest: nearest))
    }
  }
}
