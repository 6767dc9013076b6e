import FixedPoint
import TradingModel
import Venues

/// An ``OrderGateway`` without a venue: it answers each order with the next line of its script and
/// records every call, so that a strategy can be shown rejections, silence and half-filled orders.
///
/// Like the real ones it answers an id it knows with its first answer again, and refuses the id
/// with another order; neither uses up a line. A call beyond the script is refused.
public actor ScriptedGateway: OrderGateway {
  /// Every call, in order.
  public private(set) var calls: [RecordedCall] = []

  private var script: [ScriptedAnswer]
  private var books: PositionUpdate
  private var known: [String: (TradeAction, Result<ExecutionReport, ExecutionError>)] = [:]
  private var open: [Order] = []
  private var executed: [OrderExecution] = []
  private var nextOrder: UInt64 = 1
  private var sequence: UInt64 = 0

  /// The instrument of every order it makes up.
  private let instrument: InstrumentID

  /// A gateway that gives these answers, in this order.
  ///
  /// - Parameters:
  ///   - books: What ``positions()`` answers.
  ///   - instrument: The instrument that orders are said to be of.
  public init(
    _ script: [ScriptedAnswer], books: PositionUpdate = .empty,
    instrument: InstrumentID = InstrumentID(0)
  ) {
    self.script = script
    self.books = books
    self.instrument = instrument
  }

  /// Lines of the script that have not been used.
  public var remaining: Int { script.count }

  /// Changes what ``positions()`` answers.
  public func setBooks(_ books: PositionUpdate) { self.books = books }

  public nonisolated func accepts(_ action: Action) -> Bool {
    if case .trade = action { return true }
    return false
  }

  public func execute(
    _ instruction: Instruction
  ) async throws(ExecutionError) -> ExecutionReport {
    guard case .trade(let trade) = instruction.action else {
      throw .refused(reason: "a scripted gateway carries out trades alone")
    }
    return try await placeOrder(trade, id: instruction.id)
  }

  public func placeOrder(
    _ trade: TradeAction, id: String
  ) async throws(ExecutionError) -> ExecutionReport {
    calls.append(.order(id: id, trade))
    if let (first, answer) = known[id] {
      guard first == trade else {
        throw .refused(reason: "id '\(id)' was used before with another order")
      }
      return try answer.get()
    }
    guard !script.isEmpty else { throw .refused(reason: "the script has no line left") }
    guard case .exact(let quantity) = trade.quantity else {
      throw .refused(reason: "a scripted gateway needs an exact quantity")
    }
    let answer = answer(to: trade, quantity, id: id, with: script.removeFirst())
    known[id] = (trade, answer)
    return try answer.get()
  }

  private func answer(
    to trade: TradeAction, _ quantity: Quantity, id: String, with line: ScriptedAnswer
  ) -> Result<ExecutionReport, ExecutionError> {
    switch line {
    case .refuse(let reason): return .failure(.refused(reason: reason))
    case .reject(let reason): return .failure(.rejected(reason: reason))
    case .timeOut: return .failure(.unknownOutcome(reason: "no answer came"))
    case .unavailable(let reason): return .failure(.unavailable(reason: reason))
    case .rest:
      let order = order(trade, quantity)
      open.append(order)
      return .success(report(id, order, .zero, nil, [], .running))
    case .fill(let price, let fee):
      let order = order(trade, quantity)
      let fees = fee.map { [$0] } ?? []
      execute(order, quantity, price, fees)
      return .success(report(id, order, quantity, price, fees, .completed))
    case .fillPartly(let filled, let price):
      let order = order(trade, quantity)
      execute(order, filled, price, [])
      return .success(report(id, order, filled, price, [], .exposureOpen))
    }
  }

  private func execute(
    _ order: Order, _ filled: Quantity, _ price: Price, _ fees: [ChainOutput]
  ) {
    executed.append(
      OrderExecution(
        order: order, filled: filled, averagePrice: price, fees: fees, time: books.time))
  }

  private func order(_ trade: TradeAction, _ quantity: Quantity) -> Order {
    defer { nextOrder += 1 }
    var price: Price?
    if case .exact(let exact)? = trade.price { price = exact }
    return Order(
      id: OrderID(nextOrder), clientOrderID: ClientOrderID("scripted-\(nextOrder)"),
      instrument: instrument, side: trade.side, type: trade.type, quantity: quantity,
      price: price, timeInForce: trade.timeInForce ?? (trade.type.needsPrice ? .gtc : .ioc),
      postOnly: trade.postOnly, reduceOnly: trade.reduceOnly, trigger: trade.trigger)
  }

  private func report(
    _ id: String, _ order: Order, _ filled: Quantity, _ price: Price?, _ fees: [ChainOutput],
    _ status: InstructionStatus
  ) -> ExecutionReport {
    sequence += 1
    var leg = LegReport(key: "")
    leg.status = status == .completed ? .done : (filled.isZero ? .working : .partial)
    leg.reference = order.clientOrderID.text
    leg.filled = filled
    leg.net = filled
    leg.averagePrice = price
    leg.quote = price?.timesIfFits(filled, rounding: .halfEven) ?? .zero
    leg.fees = fees
    return ExecutionReport(
      instruction: id, status: status, legs: [leg], sequence: sequence, time: books.time)
  }

  public func cancelOrder(_ order: OrderID) async throws(ExecutionError) {
    calls.append(.cancel(order))
    guard let index = open.firstIndex(where: { $0.id == order }) else {
      throw .rejected(reason: "order \(order.raw) is not working")
    }
    open.remove(at: index)
  }

  public func cancelAllOrders(at venue: VenueID?) async throws(ExecutionError) {
    calls.append(.cancelAll(venue))
    open.removeAll()
  }

  public func amendOrder(
    _ order: OrderID, quantity: Quantity, price: Price?
  ) async throws(ExecutionError) {
    calls.append(.amend(order, quantity, price))
    guard let index = open.firstIndex(where: { $0.id == order }) else { return }
    open[index].quantity = quantity
    if let price { open[index].price = price }
  }

  public func setTradingStop(
    _ stop: TradingStop, for instrument: InstrumentID
  ) async throws(ExecutionError) {
    calls.append(.tradingStop(instrument, stop))
  }

  public func positions() async -> PositionUpdate { books }

  public func openOrders() async -> [Order] { open }

  public func executions(since time: Timestamp) async -> [OrderExecution] {
    executed.filter { $0.time >= time }
  }
}

extension PositionUpdate {
  /// Books that hold nothing.
  public static var empty: PositionUpdate {
    PositionUpdate(
      sequence: 0, time: Timestamp(nanoseconds: 0), positions: [],
      exposure: Exposure(assets: []), risk: RiskReport(lending: [], margin: [], flags: []),
      pnl: PnLStatement(
        currency: AssetID(0), openingEquity: .zero, equity: .zero,
        buckets: Array(repeating: .zero, count: PnLBucket.allCases.count)))
  }
}
