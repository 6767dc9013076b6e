import FixedPoint
import TradingModel
import VenueDefinitions

/// Asks the venue's own records.
extension CEXPort {
  func lookUp(_ id: OrderID, _ selection: OrderSelection, _ market: Market) {
    session.call(.getOrder(selection), market, .getOrder) { [weak self] result in
      let answer = LiveOrders.Answer(result, selection)
      self?.step { $0.lookedUp(id, answer, at: $1, into: &$2) }
    }
  }

  func searchOpen(_ id: OrderID, _ selection: OrderSelection, _ market: Market) {
    var query = GatewayQuery(kind: .openOrders)
    query.symbol = selection.symbol
    query.isConditional = selection.isConditional
    session.call(.query(query), market, .listOpenOrders) { [weak self] result in
      let answer = LiveOrders.Answer(result, selection)
      self?.step { $0.openSearched(id, answer, at: $1, into: &$2) }
    }
  }

  func searchHistory(
    _ id: OrderID, _ selection: OrderSelection, _ market: Market, _ since: Int64
  ) {
    var query = GatewayQuery(kind: .closedOrders)
    query.symbol = selection.symbol
    query.since = since
    query.isConditional = selection.isConditional
    session.call(.query(query), market, .listClosedOrders) { [weak self] result in
      let answer = LiveOrders.Answer(result, selection)
      self?.step { $0.historySearched(id, answer, at: $1, into: &$2) }
    }
  }

  /// Reads executions of an instrument since a time in venue milliseconds, page by page until one
  /// brings nothing new, and takes each; false where a page could not be read.
  func readTrades(
    _ symbol: String, _ market: Market, since: Int64,
    _ completion: @escaping @Sendable (Bool) -> Void
  ) {
    var query = GatewayQuery(kind: .fills)
    query.symbol = symbol
    query.since = since
    query.limit = session.definition.id == "binance" ? 1000 : 100
    readPage(query, market, seen: [], pages: 0, completion)
  }

  /// Most pages read at once.
  private static let maximumPages = 64

  private func readPage(
    _ query: GatewayQuery, _ market: Market, seen: Set<String>, pages: Int,
    _ completion: @escaping @Sendable (Bool) -> Void
  ) {
    session.call(.query(query), market, .listFills) { [weak self] result in
      guard let self, case .success(let decoded) = result else { return completion(false) }
      step { orders, now, effects in
        for fill in decoded.fills {
          orders.take(fill, from: .query, market, at: now, into: &effects)
        }
      }
      let times = decoded.fills.compactMap { $0.time.map { $0.nanoseconds / 1_000_000 } }
      var all = seen
      for fill in decoded.fills { all.insert(fill.tradeID) }
      let isFull = decoded.fills.count >= Int(query.limit ?? 100)
      guard isFull, all.count > seen.count, pages < Self.maximumPages, let first = times.min(),
        let last = times.max()
      else { return completion(!isFull || all.count == seen.count) }
      var next = query
      // Binance tells the oldest first, the others the newest.
      if session.definition.id == "binance" { next.since = last } else { next.until = first + 1 }
      readPage(next, market, seen: all, pages: pages + 1, completion)
    }
  }
}

extension LiveOrders.Answer {
  /// What an answer says about the order that was asked for.
  init(_ result: Result<Decoded, CallFailure>, _ selection: OrderSelection) {
    switch result {
    case .success(let decoded):
      let record = decoded.orders.first { record in
        record.clientOrderID.map { selection.clientOrderIDs.contains($0) } ?? false
          || record.orderID.map { selection.orderIDs.contains($0) } ?? false
      }
      self = record.map { .found($0) } ?? .absent
    case .failure(.refused(let failure)) where failure.category == .orderNotFound: self = .absent
    case .failure: self = .failed
    }
  }
}
