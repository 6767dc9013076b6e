import FixedPoint
import TradingModel

/// Every order of this process by its dense id, and what those that may still fill could add.
public struct OrderTracker: Sendable {
  /// How long an order proved absent still counts in the limits: the proof is strong evidence, not
  /// a theorem. Source: `reliability.md` 4.3 (e).
  public static let ghostReservation = TimeSpan.seconds(600)

  private var orders: [TrackedOrder] = []
  private var exposures: [SideExposure] = []
  private var ghosts: [Ghost] = []

  private var workingSet = OrderSet()
  private var trades = TradeLog()
  /// Refused events so far; above zero is worth an alarm.
  public private(set) var refusals = 0
  /// A running digest of every change in order (FNV-1a, 64 bits): equal histories have equal ones.
  public private(set) var digest: UInt64 = 0xcbf2_9ce4_8422_2325

  private struct SideExposure: Sendable {
    var buy: Int128 = 0
    var sell: Int128 = 0
  }

  private struct Ghost: Sendable {
    let id: OrderID
    let until: Timestamp
  }

  /// No orders, with room for so many before memory has to grow.
  public init(capacity: Int = 0) {
    orders.reserveCapacity(capacity)
    workingSet.reserveCapacity(capacity)
    // Some orders fill in parts.
    trades.reserveCapacity(2 * capacity)
  }

  /// Orders that may still add exposure, ascending.
  public var working: [OrderID] { workingSet.ascending }

  /// Orders planned so far; their ids are 1 through this.
  public var count: Int { orders.count }

  /// Begins to track an order. Ids are consecutive from 1.
  ///
  /// - Returns: false, and nothing happens, when the id is not the next one or the quantity is not
  ///   above zero.
  @discardableResult
  public mutating func plan(_ order: Order, at time: Timestamp) -> Bool {
    guard order.id.raw == UInt64(orders.count) + 1, order.quantity.isPositive else { return false }
    releaseGhosts(at: time)
    orders.append(TrackedOrder(order: order, at: time))
    let missing = order.instrument.index + 1 - exposures.count
    if missing > 0 {
      exposures.append(contentsOf: repeatElement(SideExposure(), count: missing))
    }
    absorb(order.id.raw)
    absorb(order.quantity.value.mantissa)
    return true
  }

  /// Takes an approved order from planned to sending: its intent and its handing over in one step.
  ///
  /// - Returns: false, and nothing happens, when it is not planned.
  @discardableResult
  public mutating func handOver(_ id: OrderID, at time: Timestamp) -> Bool {
    releaseGhosts(at: time)
    guard let slot = slot(id), orders[slot].state == .planned else { return false }
    let change = orders[slot].handOver(at: time)
    expose(change)
    workingSet.set(id, true)
    for state in [OrderState.intent, .sending] {
      absorb(id.raw)
      absorb(UInt64(state.ordinal))
      absorb(change.filled)
    }
    return true
  }

  /// Applies an event to an order; nil when there is no such order.
  @discardableResult
  public mutating func apply(
    _ event: OrderEvent, to id: OrderID, at time: Timestamp
  ) -> OrderTransition? {
    if case .fill(let fill) = event { return apply(fill, to: id, at: time) }
    releaseGhosts(at: time)
    guard let slot = slot(id) else { return nil }
    let change = orders[slot].change(event, &trades, at: time)
    if case .provedAbsent = event, change.transition.isMove, change.transition.refusal == nil {
      ghosts.append(Ghost(id: id, until: time.advanced(by: Self.ghostReservation)))
    }
    take(change, id)
    return change.transition
  }

  /// Applies an execution to an order; nil when there is no such order.
  @discardableResult
  public mutating func apply(
    _ fill: Fill, to id: OrderID, at time: Timestamp
  ) -> OrderTransition? {
    releaseGhosts(at: time)
    guard let slot = slot(id) else { return nil }
    let change = orders[slot].change(fill, &trades, at: time)
    take(change, id)
    return change.transition
  }

  /// Takes what an order became into the sums, the set of working orders and the digest.
  private mutating func take(_ change: OrderChange, _ id: OrderID) {
    let transition = change.transition
    if transition.refusal != nil {
      refusals += 1
      return
    }
    if transition.isDuplicateFill { return }
    expose(change)
    if transition.from.mayFill != transition.to.mayFill {
      workingSet.set(id, transition.to.mayFill)
    }
    absorb(id.raw)
    absorb(UInt64(transition.to.ordinal))
    absorb(change.filled)
  }

  /// Applies what a venue said; nil when it is not about an order known here.
  @discardableResult
  public mutating func apply(
    _ event: VenueEvent, at time: Timestamp
  ) -> (OrderID, OrderTransition)? {
    guard let (id, event) = OrderEvent.of(event),
      let transition = apply(event, to: id, at: time)
    else { return nil }
    return (id, transition)
  }

  /// What is known of an order, or nil.
  public subscript(id: OrderID) -> TrackedOrder? { slot(id).map { orders[$0] } }

  /// The state of an order, or nil.
  public func state(of id: OrderID) -> OrderState? { slot(id).map { orders[$0].state } }

  /// Why an order was denied, rejected or is unknown; empty otherwise.
  public func reason(of id: OrderID) -> String { slot(id).map { orders[$0].reason } ?? "" }

  /// Base units of an instrument that working orders of one side may still fill, orders of unknown
  /// outcome and those proved absent lately included.
  public func reserved(_ instrument: InstrumentID, _ side: Side) -> Quantity {
    guard instrument.index < exposures.count else { return .zero }
    let exposure = exposures[instrument.index]
    return Quantity(Decimal18(mantissa: side == .buy ? exposure.buy : exposure.sell))
  }

  private func slot(_ id: OrderID) -> Int? {
    guard id.raw >= 1, id.raw <= UInt64(orders.count) else { return nil }
    return Int(id.raw) - 1
  }

  private mutating func expose(_ change: OrderChange) {
    if change.exposed == 0 { return }
    switch change.side {
    case .buy: exposures[change.instrument].buy &+= change.exposed
    case .sell: exposures[change.instrument].sell &+= change.exposed
    }
  }

  @inline(__always)
  private mutating func releaseGhosts(at time: Timestamp) {
    if !ghosts.isEmpty { releaseOldGhosts(at: time) }
  }

  private mutating func releaseOldGhosts(at time: Timestamp) {
    while let ghost = ghosts.first, ghost.until <= time {
      ghosts.removeFirst()
      guard let slot = slot(ghost.id) else { continue }
      expose(orders[slot].releaseGhost(at: time))
    }
  }

  private mutating func absorb(_ number: UInt64) {
    digest = (digest ^ number) &* 0x0000_0100_0000_01b3
  }

  private mutating func absorb(_ number: Int128) {
    absorb(UInt64(truncatingIfNeeded: number))
    absorb(UInt64(truncatingIfNeeded: number >> 64))
  }
}

extension OrderState {
  /// Its place in the state machine's list, for digests.
  var ordinal: Int {
    switch self {
    case .planned: 0
    case .denied: 1
    case .intent: 2
    case .sending: 3
    case .unknown: 4
    case .open: 5
    case .partial: 6
    case .amending: 7
    case .canceling: 8
    case .closing: 9
    case .filled: 10
    case .canceled: 11
    case .expired: 12
    case .rejected: 13
    case .neverSent: 14
    case .superseded: 15
    case .anomaly: 16
    }
  }
}
