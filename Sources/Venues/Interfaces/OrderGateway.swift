import FixedPoint
import TradingModel

/// The order calls of an exchange.
public protocol OrderGateway: ExecutionInterface {
  /// Places an order and returns when it has ended or rests at the venue. The id is the
  /// idempotency key: the same id and order answer again, without a second order.
  func placeOrder(
    _ trade: TradeAction, id: String
  ) async throws(ExecutionError) -> ExecutionReport

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
