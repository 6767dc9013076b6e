import TradingModel

/// What a run starts with.
enum OpeningBalances {
  /// The movements that book the configuration's opening balances.
  static func movements(
    _ configuration: RunConfiguration, _ catalog: Catalog
  ) throws(VenuesError) -> [Movement] {
    var movements: [Movement] = []
    for balance in configuration.openingBalances {
      guard let key = catalog.positionKey(named: balance.key) else {
        throw VenuesError(
          .configuration, code: "unknownPosition", message: "'\(balance.key)' is no position key",
          path: "openingBalances", hint: "Write venue:Type:symbol, as in wallet:BaseToken:ETH.")
      }
      movements.append(Movement(key: key, amount: balance.amount, cause: .opening))
    }
    return movements
  }
}
