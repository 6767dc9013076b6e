import FixedPoint
import TradingModel

/// A request that passed limits and policy. Only ``RiskGate`` can make one, so whoever asks for it
/// cannot be given anything unchecked.
public struct Approved<Request: Hashable & Sendable>: Hashable, Sendable {
  /// What was approved, unchanged.
  public let request: Request
  /// The policy rule that allowed it.
  public let rule: String

  fileprivate init(_ request: Request, rule: String) {
    self.request = request
    self.rule = rule
  }
}

/// The one door through which orders, transactions and transfers leave: kill switch, then hard
/// limits, then policy. An approval counts in the policy's windows at once, at intent.
public struct RiskGate: Sendable {
  /// The hard limits in force.
  public var limits: RiskLimits
  /// The policy in force, with what its windows have seen.
  public private(set) var book: PolicyBook
  /// Why the kill switch is tripped; nil when it is not.
  public private(set) var killReason: String?

  /// A gate that is not tripped.
  public init(limits: RiskLimits, policy: Policy) {
    self.limits = limits
    book = PolicyBook(policy: policy)
  }

  /// Whether only exposure-reducing requests pass.
  public var isKilled: Bool { killReason != nil }

  /// Trips the kill switch. The first reason stays until it is resumed.
  public mutating func trip(_ reason: String) { killReason = killReason ?? reason }

  /// Lets new exposure pass again.
  public mutating func resume() { killReason = nil }

  /// Judges an order with position, working orders and this order all assumed filled. A reducing
  /// order needs no price, unless a limit or a rule of the policy does.
  public mutating func approve(
    _ order: Order, context: RiskContext
  ) throws(Denial) -> Approved<Order> {
    let isReducing = context.isReducing(order)
    if let killReason, !isReducing { throw .killed(killReason) }
    var notional: Money?
    do {
      notional = try OrderCheck.notional(order, context, quantity: order.quantity)
    } catch {
      guard isReducing, case .missingPrice = error else { throw error }
    }
    try OrderCheck.check(order, context, limits, notional: notional, isReducing: isReducing)
    let subject = PolicySubject(
      kind: .trade, venue: context.instrument.venue, asset: context.instrument.base,
      market: context.instrument.market, side: order.side, amount: order.quantity,
      notional: notional, isReducing: isReducing)
    return Approved(order, rule: try book.admit(subject, at: context.time).get())
  }

  /// Judges a chain transaction: each of its steps must pass the policy.
  public mutating func approve(
    _ transaction: ChainTransaction, context: ChainContext
  ) -> Result<Approved<ChainTransaction>, Denial> {
    let isReducing = context.isExposureReducing || ChainCheck.isReducing(transaction)
    if let killReason, !isReducing { return .failure(.killed(killReason)) }
    if let denial = ChainCheck.denial(transaction, context, limits) { return .failure(denial) }
    let subjects = transaction.steps.enumerated().map { index, step in
      var amount = index < context.stepAmounts.count ? context.stepAmounts[index] : nil
      if case .exact(let exact) = step.amount { amount = exact }
      return PolicySubject(
        kind: .onChain, venue: step.venue, asset: step.token, operation: step.operation,
        recipient: step.counterparty, amount: amount,
        notional: index < context.stepNotionals.count ? context.stepNotionals[index] : nil,
        isReducing: isReducing)
    }
    return book.admit(subjects, at: context.time).map { Approved(transaction, rule: $0) }
  }

  /// Judges a transfer; none passes while the kill switch is tripped.
  public mutating func approve(
    _ transfer: TransferRequest, context: TransferContext
  ) -> Result<Approved<TransferRequest>, Denial> {
    if let killReason { return .failure(.killed(killReason)) }
    guard transfer.amount.isPositive else { return .failure(.outOfRange("amount")) }
    if let venues = limits.allowedVenues {
      for venue in [transfer.source, transfer.destination] where !venues.contains(venue) {
        return .failure(.notAllowed("venue \(venue)"))
      }
    }
    if let limit = limits.maximumTransferNotional {
      guard let worth = context.notional else {
        return .failure(.missingPrice("the value of the transfer"))
      }
      if worth > limit {
        return .failure(OrderCheck.over("maximumTransferNotional", worth, limit))
      }
    }
    let subject = PolicySubject(
      kind: .transfer, venue: transfer.source, asset: transfer.asset,
      destination: transfer.destination, recipient: context.recipient, amount: transfer.amount,
      notional: context.notional)
    return book.admit(subject, at: context.time).map { Approved(transfer, rule: $0) }
  }
}
