import FixedPoint
import TradingModel

/// What an event did to an order and what the tracker must know of it.
struct OrderChange {
  let transition: OrderTransition
  let instrument: Int
  let side: Side
  /// Change of what may still fill, at 1e-18.
  let exposed: Int128
  /// What has filled, at 1e-18.
  let filled: Int128
}

extension TrackedOrder {
  /// Applies an event in place; copying an order costs more than most events.
  mutating func change(
    _ event: OrderEvent, _ trades: inout TradeLog, at time: Timestamp
  ) -> OrderChange {
    let before = exposed
    let transition = apply(event, &trades)
    if case .provedAbsent = event, transition.isMove, transition.refusal == nil {
      holdsGhost = true
    }
    return change(transition, from: before, at: time)
  }

  /// Makes a planned order one that is being sent.
  mutating func handOver(at time: Timestamp) -> OrderChange {
    let before = exposed
    state = .sending
    return change(OrderTransition(from: .planned, to: .sending), from: before, at: time)
  }

  /// Books an execution in place.
  mutating func change(
    _ fill: Fill, _ trades: inout TradeLog, at time: Timestamp
  ) -> OrderChange {
    let before = exposed
    return change(book(fill, &trades), from: before, at: time)
  }

  /// Ends the reservation of an order proved absent.
  mutating func releaseGhost(at time: Timestamp) -> OrderChange {
    let before = exposed
    holdsGhost = false
    return change(OrderTransition(from: state, to: state), from: before, at: updatedAt)
  }

  private mutating func change(
    _ transition: OrderTransition, from before: Quantity, at time: Timestamp
  ) -> OrderChange {
    if transition.refusal == nil, !transition.isDuplicateFill {
      if transition.from == .neverSent, transition.isMove { holdsGhost = false }
      updatedAt = time
    }
    return OrderChange(
      transition: transition, instrument: order.instrument.index, side: order.side,
      exposed: exposed.value.mantissa &- before.value.mantissa, filled: filled.value.mantissa)
  }
}
