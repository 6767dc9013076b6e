import FixedPoint
import Orders
import Portfolio
import RiskControl
import Sagas
import TradingModel

/// The deterministic engine: one synchronous step per input, effects out. It holds the small
/// machines and only routes between them: orders, risk, plans and the books. It knows neither the
/// mode nor the clock.
public struct ExecutionCore: Sendable {
  /// Venues, assets and instruments.
  public let catalog: Catalog
  /// The books: ledger, positions, exposure, risk and PnL.
  public internal(set) var portfolio: Portfolio
  /// Every order of this run.
  public internal(set) var orders: OrderTracker
  /// Limits, policy and the kill switch.
  public internal(set) var gate: RiskGate
  /// Sequence number of the last input.
  public internal(set) var sequence: UInt64 = 0
  /// Time of the last input.
  public internal(set) var time = Timestamp(nanoseconds: 0)

  let router: IntentRouter
  /// By venue.
  let clientOrderIDs: [ScopedClientOrderIDs]
  let maximumPriceAge: TimeSpan?
  var market: MarketView
  var plans: [PlanEntry] = []
  var planOfInstruction: [String: Int] = [:]
  var assignmentOfOrder: [Assignment?] = []
  var assignmentOfAction: [ActionID: Assignment] = [:]
  var transactions: [ActionID: ChainTransaction] = [:]
  var transfers: [ActionID: TransferProgress] = [:]
  var nextAction: UInt64 = 1

  /// An engine before its first input.
  public init(_ configuration: CoreConfiguration) {
    catalog = configuration.catalog
    portfolio = Portfolio(
      catalog: configuration.catalog, reportingCurrency: configuration.reportingCurrency)
    orders = OrderTracker(capacity: configuration.expectedOrders)
    assignmentOfOrder.reserveCapacity(configuration.expectedOrders)
    gate = configuration.gate
    clientOrderIDs = configuration.catalog.venues.map {
      ScopedClientOrderIDs(configuration.clientOrderIDs, scope: $0.name)
    }
    maximumPriceAge = configuration.maximumPriceAge
    router = IntentRouter(
      catalog: configuration.catalog, addressBook: configuration.addressBook,
      defaultWallet: configuration.defaultWallet)
    market = MarketView(configuration.catalog)
  }

  /// Takes one input and appends what follows from it. Total: every input has an answer, and a
  /// contradiction in the core's own books ends in `halt`.
  public mutating func step(_ stamped: Stamped, into effects: inout [Effect]) {
    take(stamped, &effects)
  }

  /// Takes inputs one after the other and appends what follows from each, in order: the same as
  /// stepping through them, without a copy of each.
  public mutating func step(_ batch: Span<Stamped>, into effects: inout [Effect]) {
    for index in batch.indices { take(batch[index], &effects) }
  }

  /// What comes most is matched in place. Its handlers are not inlined: a write to an array between
  /// the match and the use would make the compiler copy the whole input first.
  @inline(__always)
  private mutating func take(_ stamped: borrowing Stamped, _ effects: inout [Effect]) {
    sequence = stamped.sequence
    time = stamped.time
    switch stamped.input {
    case .market(.quote(let instrument, let quote)): observe(quote, of: instrument)
    case .market(.open(let instrument, let price)): observe(last: price, of: instrument)
    case .venue(.fill(let fill)): handle(fill, &effects)
    case .venue(.orderCanceled(let order, let filled)):
      handleCanceled(order, filled: filled, &effects)
    case .order(let order): take(order, &effects)
    case .cancel(let order): cancel(order, &effects)
    default: takeSeldom(stamped.input, &effects)
    }
  }

  @inline(never)
  private mutating func takeSeldom(_ input: Input, _ effects: inout [Effect]) {
    switch input {
    case .market(let update): observe(update)
    case .venue(let event): handle(event, &effects)
    case .instruct(let instruction): take(instruction, &effects)
    case .order(let order): take(order, &effects)
    case .cancel(let order): cancel(order, &effects)
    case .amend(let order, let quantity, let price): amend(order, quantity, price, &effects)
    case .cancelAll(let venue): cancelAll(venue, &effects)
    case .setTradingStop(let instrument, let stop):
      effects.append(.setTradingStop(instrument, stop))
    case .timer(let timer): expire(timer, &effects)
    case .opening(let movements): open(movements, &effects)
    case .kill(let reason): kill(reason, &effects)
    case .resume: gate.resume()
    }
  }

  /// Positions, exposure, risk and PnL as of the last input.
  public func positionUpdate() -> PositionUpdate {
    portfolio.update(sequence: sequence, time: time)
  }

  /// The last known price an order of that side would meet; nil before any is known.
  public func price(of instrument: InstrumentID, side: Side) -> Price? {
    guard catalog.instruments.indices.contains(instrument.index) else { return nil }
    return market.reference(instrument, side: side)
  }

  /// How an instruction stands; nil for an unknown id.
  public func report(instruction id: String) -> ExecutionReport? {
    planOfInstruction[id].map { report(of: $0) }
  }

  /// Whether an instruction is one order that now waits at its venue and may do so for ever: it
  /// was accepted, and its time in force lets it stay (GTC, GTD, or a trigger that has not fired).
  public func isResting(instruction id: String) -> Bool {
    guard let plan = planOfInstruction[id], case .trade = plans[plan].run.instruction.action,
      let index = assignmentOfOrder.lastIndex(where: { $0?.plan == plan }),
      let tracked = orders[OrderID(UInt64(index) + 1)],
      tracked.state == .open || tracked.state == .partial
    else { return false }
    let waitsForTrigger = tracked.order.type.isTriggered && !tracked.isTriggered
    let life = tracked.order.timeInForce
    return waitsForTrigger || life == .gtc || life == .gtd
  }

  /// A digest of everything the core holds: equal after equal inputs.
  public func stateHash() -> String {
    var hasher = StateHasher()
    hasher.combine(sequence)
    hasher.combine(UInt64(bitPattern: time.nanoseconds))
    hasher.combine(orders.digest)
    hasher.combine(nextAction)
    portfolio.stateHash(into: &hasher)
    for index in plans.indices {
      hasher.combine(plans[index].run.instruction.id)
      hasher.combine(plans[index].run.status.rawValue)
      for leg in plans[index].run.reports {
        hasher.combine(leg.key)
        hasher.combine(leg.status.rawValue)
        hasher.combine(leg.filled.value.mantissa)
        hasher.combine(leg.net.value.mantissa)
        hasher.combine(leg.received.value.mantissa)
      }
    }
    return hasher.finish()
  }

  private mutating func observe(_ update: MarketUpdate) {
    switch update {
    case .quote(let id, let quote): observe(quote, of: id)
    case .bar(let id, let bar): observe(last: bar.close, of: id)
    case .open(let id, let price): observe(last: price, of: id)
    default:
      market.observe(update, at: time)
      portfolio.observe(update, time: time)
    }
  }

  @inline(never)
  private mutating func observe(_ quote: Quote, of id: InstrumentID) {
    market.observe(quote, of: id, at: time)
    portfolio.observe(quote, of: id, time: time)
  }

  @inline(never)
  private mutating func observe(last price: Price, of id: InstrumentID) {
    market.observe(last: price, of: id, at: time)
    portfolio.observe(price, of: id, time: time)
  }

  /// ``step(_:into:)`` of a bar that has just closed, without boxing it into an input. A bar has
  /// no effects.
  public mutating func step(
    _ bar: Bar, of instrument: InstrumentID, sequence: UInt64, time: Timestamp
  ) {
    self.sequence = sequence
    self.time = time
    observe(last: bar.close, of: instrument)
  }

  /// Forgets ledger entries up to a sequence number, after they were stored elsewhere.
  public mutating func discardLedgerEntries(through sequence: UInt64) {
    portfolio.discardEntries(through: sequence)
  }

  private mutating func open(_ movements: [Movement], _ effects: inout [Effect]) {
    do {
      try portfolio.open(movements, sequence: sequence, time: time)
      effects.append(.positionsChanged(sequence: sequence))
    } catch {
      effects.append(.halt(reason: "opening balances: \(error)"))
    }
  }

  private mutating func kill(_ reason: String, _ effects: inout [Effect]) {
    gate.trip(reason)
    publish(.systemError, nil, "killed: \(reason)", &effects)
    cancelAll(nil, &effects)
  }

  @inline(never)
  private mutating func cancel(_ id: OrderID, _ effects: inout [Effect]) {
    guard let transition = orders.apply(.cancelRequested, to: id, at: time),
      transition.refusal == nil
    else { return }
    effects.append(.cancel(id))
  }

  private mutating func cancelAll(_ venue: VenueID?, _ effects: inout [Effect]) {
    for id in orders.working {
      guard let tracked = orders[id] else { continue }
      if let venue, catalog[tracked.order.instrument].venue != venue { continue }
      cancel(id, &effects)
    }
  }

  private mutating func expire(_ timer: TimerID, _ effects: inout [Effect]) {
    guard timer.purpose == .planDeadline, let plan = Int(exactly: timer.subject),
      plans.indices.contains(plan), !plans[plan].run.isFinished
    else { return }
    for id in orders.working where assignment(of: id)?.plan == plan { cancel(id, &effects) }
    let directives = plans[plan].run.stop(.timedOut, reason: "the deadline passed")
    follow(directives, plan, &effects)
    effects.append(.report(report(of: plan)))
  }

  func publish(
    _ name: EventName, _ order: OrderID?, _ message: String, _ effects: inout [Effect]
  ) {
    effects.append(
      .publish(
        PublishedEvent(
          name: name, sequence: sequence, time: time, order: order, message: message)))
  }

  func assignment(of order: OrderID) -> Assignment? {
    let index = Int(clamping: order.raw) - 1
    return assignmentOfOrder.indices.contains(index) ? assignmentOfOrder[index] : nil
  }
}

/// A transfer under way and how much of it is in the in-transit account.
struct TransferProgress: Hashable, Sendable {
  let request: TransferRequest
  var state: TransferState = .intent
  var inTransit: Quantity = .zero
}
