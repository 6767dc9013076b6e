import FixedPoint
import TradingModel

/// The order calls of an exchange.
public protocol OrderGateway: ExecutionInterface {
  /// Places an order and returns when it has ended or rests at the venue. The id is the
  /// idempotency key: the same id and order answer again, without a second order.
  func placeOrder(
    _ trade: TradeAction, id: String
  ) async throws(ExecutionError) -> ExecutionReport

  /// Places several orders, one after another; an outcome each, in their order. One that is refused
  /// stops no other.
  func placeOrders(
    _ orders: [(trade: TradeAction, id: String)]
  ) async -> [Result<ExecutionReport, ExecutionError>]

  /// Asks for several orders to be cancelled, one after another; an outcome each, in their order:
  /// whether it was asked for. What the venue made of it is told by the order's reports.
  func cancelOrders(_ orders: [OrderID]) async -> [Result<Void, ExecutionError>]

  /// Cancels one order.
  func cancelOrder(_ order: OrderID) async throws(ExecutionError)

  /// Asks for another quantity (the new total, fills included) and price of a working order; nil
  /// keeps the price. How it then stands is told by its reports.
  func amendOrder(
    _ order: OrderID, quantity: Quantity, price: Price?
  ) async throws(ExecutionError)

  /// Cancels every working order, of one venue or of all (nil).
  func cancelAllOrders(at venue: VenueID?) async throws(ExecutionError)

  /// One position; nil when there is none.
  func position(for key: PositionKey) async -> Position?

  /// Orders that may still fill.
  func openOrders() async -> [Order]

  /// Changes the protection of a perpetual position.
  func setTradingStop(
    _ stop: TradingStop, for instrument: InstrumentID
  ) async throws(ExecutionError)

  /// Removes the protection of a perpetual position.
  func cancelTradingStop(for instrument: InstrumentID) async throws(ExecutionError)

  /// Balances and positions at one exchange.
  func accountBalance(at venue: VenueID) async -> [Position]

  /// What orders have executed, those that last changed at or after that instant, in the order
  /// they were placed.
  func executions(since time: Timestamp) async -> [OrderExecution]
}

extension OrderGateway {
  /// Cancels every working order of all venues.
  public func cancelAllOrders() async throws(ExecutionError) {
    try await cancelAllOrders(at: nil)
  }

  public func placeOrders(
    _ orders: [(trade: TradeAction, id: String)]
  ) async -> [Result<ExecutionReport, ExecutionError>] {
    var outcomes: [Result<ExecutionReport, ExecutionError>] = []
    for order in orders { outcomes.append(await outcome(of: order.trade, id: order.id)) }
    return outcomes
  }

  private func outcome(
    of trade: TradeAction, id: String
  ) async -> Result<ExecutionReport, ExecutionError> {
    do {
      return .success(try await placeOrder(trade, id: id))
    } catch {
      return .failure(error)
    }
  }

  public func cancelOrders(_ orders: [OrderID]) async -> [Result<Void, ExecutionError>] {
    var outcomes: [Result<Void, ExecutionError>] = []
    let open = await openOrders().map(\.id)
    for order in orders {
      guard open.contains(order) else {
        outcomes.append(.failure(.refused(reason: "order \(order.raw) is not open")))
        continue
      }
      do {
        try await cancelOrder(order)
        outcomes.append(.success(()))
      } catch {
        outcomes.append(.failure(error))
      }
    }
    return outcomes
  }

  public func position(for key: PositionKey) async -> Position? {
    await positions().positions.first { $0.key == key }
  }

  public func accountBalance(at venue: VenueID) async -> [Position] {
    await positions().positions.filter { $0.key.venue == venue }
  }

  public func cancelTradingStop(for instrument: InstrumentID) async throws(ExecutionError) {
    try await setTradingStop(TradingStop(), for: instrument)
  }

  public func cancelAll() async throws(ExecutionError) { try await cancelAllOrders(at: nil) }
}
