import FixedPoint
import Foundation
import TradingModel
import VenueDefinitions

/// What an account holds when a live run begins.
public struct VenueOpening: Hashable, Sendable {
  /// The movements that book it.
  public var movements: [Movement]
  /// Client ids of orders that are open and not of this run.
  public var foreignOrders: [String]
  /// How far the venue's clock is ahead of ours, in milliseconds.
  public var clockOffset: Int64
  /// The movements hold what the account's ledger has up to then, by the venue's clock, and nothing
  /// later; nil where that was not asked for.
  public var readThrough: Timestamp?
}

/// Why an account could not be read.
public struct VenueOpeningError: Error, Hashable, Sendable {
  /// In words.
  public let message: String
}

extension VenueSession {
  /// Reads clock, balances, positions and open orders; blocks until they are there. For starting
  /// only. It asks and changes nothing.
  ///
  /// With the ledger it is read again until nothing was booked beside trades meanwhile: then what
  /// the ledger says later is in no balance read here.
  ///
  /// - Throws: ``VenueOpeningError`` where anything is missing, or held that the catalog does not
  ///   know: what is not understood is reported, never left out.
  public func readOpening(
    _ catalog: Catalog, withLedger: Bool
  ) throws(VenueOpeningError) -> VenueOpening {
    // The quickest of a few round trips tells the most.
    var best = try waitFor { self.learnClock($0) }
    for _ in 0..<4 where best.roundTrip > 100 {
      let next = try waitFor { self.learnClock($0) }
      if next.roundTrip < best.roundTrip { best = next }
    }
    setClock(best.offset)
    guard withLedger else { return try readHoldings(catalog, best.offset) }
    for _ in 0..<5 {
      let answer = try ask(.init(kind: .serverTime), .spot, .getServerTime)
      guard let time = answer.serverTime else { break }
      var opening = try readHoldings(catalog, best.offset)
      let until = venueTime + 60_000
      let later = try waitFor { self.readLedger(since: time, until: until, $0) }
      guard later.lines.allSatisfy({ $0.time.nanoseconds / 1_000_000 <= time }) else { continue }
      opening.readThrough = Timestamp(nanoseconds: time * 1_000_000)
      return opening
    }
    throw VenueOpeningError(message: "\(definition.id) goes on booking while its account is read")
  }

  private func readHoldings(
    _ catalog: Catalog, _ offset: Int64
  ) throws(VenueOpeningError) -> VenueOpening {
    guard let venue = catalog.venue(named: definition.id) else {
      throw VenueOpeningError(message: "\(definition.id) is not in the catalog")
    }
    var movements: [Movement] = []
    var foreign: [String] = []
    // Binance keeps spot and futures apart; elsewhere one wallet carries both.
    let wallets: [Market] = definition.id == "binance" ? [.spot, .perp] : [.perp]
    for market in wallets {
      let balance = try ask(.init(kind: .balance), market, .getBalance)
      for record in balance.balances {
        // The books hold cash; what open positions are worth is theirs to know.
        guard let total = record.cash ?? record.total, !total.isZero else { continue }
        guard let asset = catalog.asset(named: record.currency) else {
          throw VenueOpeningError(
            message: "\(definition.id) holds \(record.currency), unknown here")
        }
        movements.append(
          Movement(
            key: catalog.balanceKey(venue: venue.id, asset: asset.id), amount: total,
            cause: .opening))
      }
    }
    for market in [Market.spot, .perp] {
      let open = try ask(.init(kind: .openOrders), market, .listOpenOrders)
      foreign += open.orders.map { $0.clientOrderID ?? $0.orderID ?? "" }
    }
    let positions = try ask(.init(kind: .positions), .perp, .listPositions)
    for record in positions.positions {
      guard let amount = record.amount, !amount.isZero else { continue }
      guard let symbol = record.symbol,
        let instrument = catalog.instrument(venue: venue.id, market: .perp, symbol: symbol)
      else { throw VenueOpeningError(message: "a position in an unknown instrument") }
      guard record.marginMode != .isolated else {
        throw VenueOpeningError(
          message: "the position in \(symbol) is isolated, and live runs hold cross margin only")
      }
      movements.append(
        Movement(
          key: PositionKey(perp: instrument.id, venue: venue.id),
          amount: record.side == "short" ? -amount : amount, cause: .opening))
    }
    return VenueOpening(
      movements: Self.merged(movements), foreignOrders: foreign, clockOffset: offset)
  }

  /// Asks what the key may do; blocks until the venue has said it. For starting only.
  ///
  /// - Throws: ``VenueOpeningError`` where it does not say.
  public func readRights() throws(VenueOpeningError) -> KeyRights {
    var rights = KeyRights()
    // Binance counts the rights of both markets in one answer; each decoder reads its own.
    for market in Market.allCases {
      let decoded = try ask(.init(kind: .keyPermissions), market, .getKeyPermissions)
      guard let key = decoded.keys.first else {
        throw VenueOpeningError(message: "\(definition.id) does not say what the key may do")
      }
      if market == .spot { rights.tradesSpot = key.canTrade }
      if market == .perp { rights.tradesPerpetuals = key.canTrade }
      rights.withdraws = key.canWithdraw ?? rights.withdraws
      rights.isAddressBound = key.isAddressBound ?? rights.isAddressBound
    }
    return rights
  }

  /// Asserts one-way positions, cross margin and, where one is given, the leverage of these
  /// perpetuals; blocks until the venue agreed to all. For starting only.
  ///
  /// - Throws: ``VenueOpeningError`` where it did not.
  public func assertPositions(
    _ symbols: [String], leverage: Rate?
  ) throws(VenueOpeningError) {
    let box = Answer<Bool>()
    Task {
      for symbol in symbols {
        if let failure = await self.assertPosition(symbol, leverage: leverage) {
          return box.store(.failure(failure))
        }
      }
      box.store(.success(true))
    }
    switch box.wait(seconds: 30) {
    case .success: return
    case .failure(let failure):
      throw VenueOpeningError(message: "\(definition.id): \(failure.reason)")
    case nil: throw VenueOpeningError(message: "\(definition.id) did not answer in 30 s")
    }
  }

  private static func merged(_ movements: [Movement]) -> [Movement] {
    var result: [Movement] = []
    for movement in movements {
      if let index = result.firstIndex(where: { $0.key == movement.key }),
        let sum = result[index].amount.adding(movement.amount)
      {
        result[index] = Movement(key: movement.key, amount: sum, cause: .opening)
      } else {
        result.append(movement)
      }
    }
    return result
  }

  private func ask(
    _ query: GatewayQuery, _ market: Market, _ kind: RequestKind
  ) throws(VenueOpeningError) -> Decoded {
    try waitFor { self.call(.query(query), market, kind, $0) }
  }

  private func waitFor<Value: Sendable>(
    _ begin: (@escaping @Sendable (Result<Value, CallFailure>) -> Void) -> Void
  ) throws(VenueOpeningError) -> Value {
    let box = Answer<Value>()
    begin { box.store($0) }
    switch box.wait(seconds: 10) {
    case .success(let value): return value
    case .failure(let failure):
      throw VenueOpeningError(message: "\(definition.id): \(failure.reason)")
    case nil: throw VenueOpeningError(message: "\(definition.id) did not answer in 10 s")
    }
  }
}

/// A result that one thread waits for.
private final class Answer<Value: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var result: Result<Value, CallFailure>?

  func store(_ value: Result<Value, CallFailure>) {
    condition.lock()
    result = value
    condition.signal()
    condition.unlock()
  }

  func wait(seconds: TimeInterval) -> Result<Value, CallFailure>? {
    condition.lock()
    defer { condition.unlock() }
    let end = Date().addingTimeInterval(seconds)
    while result == nil, condition.wait(until: end) {}
    return result
  }
}
