import FixedPoint
import TradingModel

/// The order calls of an exchange.
public protocol OrderGateway: ExecutionInterface {}

extension OrderGateway {
  /// Places an order and returns when it has ended or rests at the venue.
  public func placeOrder(_ trade: TradeAction, id: String) async throws(VenuesError) -> Outcome {
    try await execute(Instruction(id: id, action: .trade(trade)))
  }

  /// Cancels one order.
  public func cancelOrder(_ order: OrderID) async throws(VenuesError) {
    try await desk.cancel(order)
  }

  /// Cancels every working order, of one venue or of all.
  public func cancelAllOrders(at venue: VenueID? = nil) async throws(VenuesError) {
    try await desk.cancelAll(at: venue)
  }

  /// One position; nil when there is none.
  public func position(for key: PositionKey) async -> Position? {
    await desk.positions.positions.first { $0.key == key }
  }

  /// Orders that may still fill.
  public func openOrders() async -> [Order] { await desk.openOrders }

  /// Changes the protection of a perpetual position.
  public func setTradingStop(
    _ stop: TradingStop, for instrument: InstrumentID
  ) async throws(VenuesError) {
    try await desk.setTradingStop(stop, for: instrument)
  }

  /// Removes the protection of a perpetual position.
  public func cancelTradingStop(for instrument: InstrumentID) async throws(VenuesError) {
    try await desk.setTradingStop(TradingStop(), for: instrument)
  }

  /// Balances and positions at one exchange.
  public func accountBalance(at venue: VenueID) async -> [Position] {
    await desk.positions.positions.filter { $0.key.venue == venue }
  }
}
