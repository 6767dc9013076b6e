import FixedPoint
import Simulation
import TradingModel

/// A customer of the simulated venues: the same name everywhere, wallets of its own at each.
struct Account: Sendable {
  let name: String
  /// By ``WalletKind``.
  var wallets: [Wallet]
  var transfers: [TransferRecord] = []

  init(name: String, catalog: Catalog, options: ServerOptions) {
    self.name = name
    var rules = SimulationOptions(seed: options.seed)
    rules.fillsBeyondTouch = false
    rules.isolatedMarginRate = .zero
    wallets = WalletKind.allCases.compactMap { kind in
      guard let venue = catalog.venue(named: kind.venue) else { return nil }
      var engine = ExchangeAccount(venue: venue, catalog: catalog, options: rules)
      if kind.isOpening {
        for (symbol, amount) in options.balances {
          guard let asset = catalog.asset(named: symbol) else { continue }
          if kind == .binanceFutures, symbol != "USDT" { continue }
          engine.credit(asset.id, amount)
        }
      }
      return Wallet(kind: kind, engine: engine)
    }
  }
}
