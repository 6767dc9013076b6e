import FixedPoint
import TradingModel

/// An interface to a desk. All interfaces to one desk share its engine and its books.
public protocol DeskInterface: ExecutionInterface {
  /// The desk behind it.
  var desk: Desk { get }
}

extension DeskInterface {
  public func execute(
    _ instruction: Instruction
  ) async throws(ExecutionError) -> ExecutionReport {
    try await carryOut(instruction, orRests: false)
  }

  fileprivate func carryOut(
    _ instruction: Instruction, orRests: Bool
  ) async throws(ExecutionError) -> ExecutionReport {
    guard accepts(instruction.action) else {
      throw .refused(
        reason: "\(Self.self) does not carry out this kind of action; use the CEX, OnChain or "
          + "Transfer interface, or the desk for plans")
    }
    let outcome: Outcome
    do {
      outcome =
        try await orRests ? desk.place(instruction) : desk.execute(instruction)
    } catch {
      throw ExecutionError(error)
    }
    switch outcome.report.status {
    case .denied: throw .refused(reason: outcome.report.reason)
    case .rejected: throw .rejected(reason: outcome.report.reason)
    case .unknown: throw .unknownOutcome(reason: outcome.report.reason)
    case .running where !outcome.isResting:
      throw .unknownOutcome(reason: "the data ended before the instruction did")
    default: return outcome.report
    }
  }

  public func positions() async -> PositionUpdate { await desk.positions }

  public func cancelAll() async throws(ExecutionError) {
    try await reporting { () throws(VenuesError) in try await desk.cancelAll() }
  }

  func reporting(
    _ body: () async throws(VenuesError) -> Void
  ) async throws(ExecutionError) {
    do {
      try await body()
    } catch {
      throw ExecutionError(error)
    }
  }
}

extension DeskInterface where Self: OrderGateway {
  public func placeOrder(
    _ trade: TradeAction, id: String
  ) async throws(ExecutionError) -> ExecutionReport {
    try await carryOut(Instruction(id: id, action: .trade(trade)), orRests: true)
  }

  public func cancelOrder(_ order: OrderID) async throws(ExecutionError) {
    try await reporting { () throws(VenuesError) in try await desk.cancel(order) }
  }

  public func amendOrder(
    _ order: OrderID, quantity: Quantity, price: Price?
  ) async throws(ExecutionError) {
    try await reporting { () throws(VenuesError) in
      try await desk.amend(order, quantity: quantity, price: price)
    }
  }

  public func cancelAllOrders(at venue: VenueID?) async throws(ExecutionError) {
    try await reporting { () throws(VenuesError) in try await desk.cancelAll(at: venue) }
  }

  public func cancelAll() async throws(ExecutionError) { try await cancelAllOrders(at: nil) }

  public func openOrders() async -> [Order] { await desk.openOrders }

  public func setTradingStop(
    _ stop: TradingStop, for instrument: InstrumentID
  ) async throws(ExecutionError) {
    try await reporting { () throws(VenuesError) in
      try await desk.setTradingStop(stop, for: instrument)
    }
  }

  public func executions(since time: Timestamp) async -> [OrderExecution] {
    await desk.executions(since: time)
  }
}

extension ExecutionError {
  /// What a desk's failure means to a caller of an interface.
  init(_ error: VenuesError) {
    switch error.kind {
    case .unknownOutcome, .timeout, .storeFailed, .internal:
      self = .unknownOutcome(reason: error.message)
    case .staleData, .locked: self = .unavailable(reason: error.message)
    case .rejected: self = .rejected(reason: error.message)
    default: self = .refused(reason: error.message)
    }
  }
}
