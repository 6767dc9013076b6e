import FixedPoint
import Simulation
import TradingModel

extension SimulationOptions {
  /// What a configuration assumes of the simulated venues.
  ///
  /// - Throws: ``VenuesError`` (configuration) for a row of the cost table whose venue or pair is
  ///   not known.
  init(_ configuration: RunConfiguration, _ catalog: Catalog) throws(VenuesError) {
    self.init(seed: configuration.seed)
    slippage = configuration.slippage
    swapSlippage = configuration.swapSlippage
    exchangeLatency = configuration.answerLatency
    costs = try configuration.costs.map { row throws(VenuesError) in
      let points = row.basisPoints.divided(by: Decimal18(10_000), rounding: .up) ?? .zero
      return ExecutionCost(
        place: try Self.place(row, catalog), notional: row.notional, rate: Rate(points))
    }
  }

  private static func place(
    _ row: CostSetting, _ catalog: Catalog
  ) throws(VenuesError) -> ExecutionCost.Place {
    guard let venue = catalog.venue(named: row.venue) else {
      throw unknown(row, row.venue, "venue", catalog.venues.map(\.name))
    }
    guard let market = Market(rawValue: row.market) else {
      let tokens = row.pair.split(separator: "/").map(String.init)
      guard tokens.count == 2, let first = catalog.asset(named: tokens[0])?.id,
        let second = catalog.asset(named: tokens[1])?.id,
        catalog.pools.contains(where: {
          $0.venue == venue.id
            && (($0.first == first && $0.second == second)
              || ($0.first == second && $0.second == first))
        })
      else {
        let known = catalog.pools.filter { $0.venue == venue.id }
          .map { "\(catalog[$0.first].symbol)/\(catalog[$0.second].symbol)" }
        throw unknown(row, row.pair, "pool", known)
      }
      return .pool(venue.id, first, second)
    }
    guard let instrument = catalog.instrument(venue: venue.id, market: market, symbol: row.pair)
    else {
      let known = catalog.instruments.filter { $0.venue == venue.id && $0.market == market }
      throw unknown(row, row.pair, "\(row.market) pair", known.map(\.symbol))
    }
    return .instrument(instrument.id)
  }

  private static func unknown(
    _ row: CostSetting, _ name: String, _ kind: String, _ known: [String]
  ) -> VenuesError {
    VenuesError(
      .configuration, code: "unknownName", message: "'\(name)' is no \(kind)",
      path: "costs.\(row.place)", hint: "Known: \(known.joined(separator: ", ")).")
  }
}
