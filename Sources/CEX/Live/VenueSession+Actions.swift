import FixedPoint
import TradingModel
import VenueDefinitions

/// Calls that are several requests.
extension VenueSession {
  /// Makes every request of a call, one after another, each with an outcome of its own. Empty
  /// where nothing may be sent is never: that is one failure.
  func ask(
    _ action: GatewayAction, _ market: Market, _ kind: RequestKind
  ) async -> [Result<Decoded, CallFailure>] {
    let count: Int
    do throws(GatewayRefusal) {
      count = try parts(of: action, market)
    } catch {
      return [.failure(.notSent("\(error.code): \(error.message)"))]
    }
    var results: [Result<Decoded, CallFailure>] = []
    for part in 0..<count {
      let result = await withCheckedContinuation { continuation in
        call(action, market, kind, part: part) { continuation.resume(returning: $0) }
      }
      results.append(result)
    }
    return results
  }

  /// The first failure of a call, or nil.
  private func failure(
    _ action: GatewayAction, _ market: Market, _ kind: RequestKind
  ) async -> CallFailure? {
    for case .failure(let failure) in await ask(action, market, kind) {
      // Nothing to cancel is as good as cancelled.
      if case .refused(let refusal) = failure, refusal.category == .orderNotFound { continue }
      return failure
    }
    return nil
  }

  /// Cancels every order of an instrument, in the plain book and in the one of conditional orders,
  /// whoever placed them. Nil when the venue took everything.
  func cancelEverything(_ symbol: String, _ market: Market) async -> CallFailure? {
    var first: CallFailure?
    for isConditional in [false, true] {
      var selection = OrderSelection()
      selection.symbol = symbol
      selection.isConditional = isConditional
      // Binance spot and Bybit keep what waits for a price in one book with the rest.
      if isConditional, definition.id == "bybit" || (definition.id == "binance" && market == .spot)
      {
        continue
      }
      if definition.id == "okx" {
        first = await cancelListed(symbol, market, isConditional, except: []) ?? first
      } else {
        first = await failure(.cancelAll(selection), market, .cancelAll) ?? first
      }
    }
    return first
  }

  /// Cancels the open orders of one book that are not named.
  private func cancelListed(
    _ symbol: String, _ market: Market, _ isConditional: Bool, except kept: Set<String>
  ) async -> CallFailure? {
    var query = GatewayQuery(kind: .openOrders)
    query.symbol = symbol
    query.isConditional = isConditional
    var selection = OrderSelection()
    selection.symbol = symbol
    selection.isConditional = isConditional
    for answer in await ask(.query(query), market, .listOpenOrders) {
      switch answer {
      case .failure(let failure): return failure
      case .success(let open):
        let others = open.orders.filter { !kept.contains($0.clientOrderID ?? "") }
        for id in others.compactMap(\.orderID) where !selection.orderIDs.contains(id) {
          selection.orderIDs.append(id)
        }
      }
    }
    if selection.orderIDs.isEmpty { return nil }
    return await failure(.cancelOrders(selection), market, .cancelOrders)
  }

  /// Gives a position this protection instead of what it has; conditional orders with these client
  /// ids are left alone. Nil when the venue took it.
  func protect(
    _ symbol: String, _ stop: TradingStop, keeping kept: Set<String>
  ) async -> CallFailure? {
    var ticket = TradingStopTicket(symbol: symbol)
    ticket.reference = stop.stopLoss?.reference ?? stop.takeProfit?.reference
    if definition.id == "bybit" {
      ticket.stopLoss = stop.stopLoss?.price ?? .zero
      ticket.takeProfit = stop.takeProfit?.price ?? .zero
      return await failure(.setTradingStop(ticket), .perp, .setTradingStop)
    }
    if let failure = await cancelListed(symbol, .perp, true, except: kept) { return failure }
    guard stop.stopLoss != nil || stop.takeProfit != nil else { return nil }
    ticket.stopLoss = stop.stopLoss?.price
    ticket.takeProfit = stop.takeProfit?.price
    var query = GatewayQuery(kind: .positions)
    query.symbol = symbol
    for answer in await ask(.query(query), .perp, .listPositions) {
      switch answer {
      case .failure(let failure): return failure
      case .success(let held):
        let position = held.positions.first { $0.symbol == symbol && $0.amount?.isZero == false }
        ticket.positionSide = position.flatMap { $0.side == "short" ? .short : .long }
      }
    }
    guard ticket.positionSide != nil else { return .notSent("there is no position to protect") }
    return await failure(.setTradingStop(ticket), .perp, .setTradingStop)
  }

  /// Asserts how positions of an instrument are held: one-way, cross margin, and with this leverage
  /// where one is given. Nil when the venue agreed, or it was so before.
  func assertPosition(_ symbol: String, leverage: Rate?) async -> CallFailure? {
    let mode = PositionSetting.positionMode(symbol: symbol, .oneWay)
    if let failure = await failure(.configure(mode), .perp, .setPositionMode) { return failure }
    // At OKX each order says it.
    if definition.id != "okx" {
      let margin = PositionSetting.marginMode(symbol: symbol, .cross, leverage: leverage)
      if let failure = await failure(.configure(margin), .perp, .setMarginMode) { return failure }
    }
    guard let leverage else { return nil }
    let setting = PositionSetting.leverage(symbol: symbol, leverage, .cross, .oneWay)
    return await failure(.configure(setting), .perp, .setLeverage)
  }
}
