import FixedPoint
import TradingModel

/// What a strategy knows when it decides: never more than has been observed.
public struct StrategyMoment: Sendable {
  /// The desk's time.
  public let time: Timestamp
  /// How many decisions came before.
  public let number: Int
  /// Positions, exposure, risk and PnL.
  public let books: PositionUpdate
  /// Venues, assets and instruments.
  public let catalog: Catalog
  let prices: [Price?]

  /// The last price of an instrument by venue, market and pair, quote per base; nil where nothing
  /// is listed under these names or no price is known yet.
  public func price(_ venue: String, _ market: Market, _ pair: String) -> Price? {
    guard let place = catalog.venue(named: venue),
      let instrument = catalog.instrument(venue: place.id, market: market, symbol: pair)
    else { return nil }
    return prices[instrument.id.index]
  }

  /// Units held at a printed position key, such as `binance:BaseToken:ETH`; zero for none.
  public func amount(_ key: String) -> Quantity {
    guard let key = catalog.positionKey(named: key) else { return .zero }
    return books.positions.first { $0.key == key }?.amount ?? .zero
  }

  /// Net delta of an asset in its units, looked through wrappers, debts and perpetuals.
  public func netDelta(_ asset: String) -> Quantity {
    catalog.asset(named: asset).map { books.exposure.netDelta(of: catalog.underlying(of: $0.id)) }
      ?? .zero
  }

  /// An id for an instruction of this moment: equal in every run over the same history.
  public func id(_ label: String) -> String { "\(label)-\(number)" }
}
