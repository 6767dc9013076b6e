import TradingModel

/// What an event did to an order.
public struct OrderTransition: Hashable, Sendable {
  /// The state before.
  public var from: OrderState
  /// The state after; the same when nothing moved.
  public var to: OrderState
  /// Why the event was refused; nil when it was accepted or only repeated what is known.
  public var refusal: TransitionRefusal?
  /// A fill arrived after the order had ended.
  public var isLateFill = false
  /// The fill was known already and changed nothing.
  public var isDuplicateFill = false
  /// More filled than was ordered.
  public var isOverfill = false

  /// A move, or a stay when both states are the same.
  public init(from: OrderState, to: OrderState, refusal: TransitionRefusal? = nil) {
    self.from = from
    self.to = to
    self.refusal = refusal
  }

  /// Whether the state changed.
  public var isMove: Bool { from != to }
}
