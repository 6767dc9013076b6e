import FixedPoint
import TradingModel

extension TrackedOrder {
  /// Applies an event by the outcome-safe state machine. Source: `reliability.md` 4.1.
  ///
  /// An ending (cancelled, expired, completed) goes through `closing`, in the same step when the
  /// fills already sum to it. A fill is a fact and never refused for the state it meets: on an
  /// order that cannot have reached the venue it makes an anomaly.
  mutating func apply(_ event: OrderEvent, _ trades: inout TradeLog) -> OrderTransition {
    switch event {
    case .intended: return move(.planned, to: .intent)
    case .denied(let text): return move(.planned, to: .denied, reason: text)
    case .sending: return move(.intent, to: .sending)
    case .accepted(let venueOrderID): return accept(venueOrderID)
    case .rejected(let code, let message): return reject("\(code) \(message)")
    case .fill(let fill): return book(fill, &trades)
    case .completed(let sum): return end(.filled, filled: sum)
    case .canceled(let sum): return end(.canceled, filled: sum)
    case .expired(let sum): return end(.expired, filled: sum)
    case .cancelRequested: return requestCancel()
    case .cancelRejected: return refuseRequest(of: .canceling)
    case .triggered: return trigger()
    case .amendRequested(let quantity, _): return requestAmend(quantity)
    case .amended(let quantity, let price): return amend(quantity, price)
    case .amendRejected: return refuseRequest(of: .amending)
    case .superseded: return move(.amending, to: .superseded, repeating: .superseded)
    case .outcomeUnknown(let text): return loseTrack(text)
    case .provedAbsent(let text):
      return move(.unknown, or: .intent, to: .neverSent, repeating: .neverSent, reason: text)
    case .notSent(let text):
      return move(.sending, or: .intent, to: .neverSent, repeating: .neverSent, reason: text)
    case .contradicted(let text):
      return move(.unknown, or: .closing, to: .anomaly, repeating: .anomaly, reason: text)
    }
  }

  private mutating func move(
    _ first: OrderState, or second: OrderState? = nil, to next: OrderState,
    repeating: OrderState? = nil, reason text: String? = nil
  ) -> OrderTransition {
    guard state == first || state == second else {
      return state == repeating ? stay() : refuse()
    }
    if let text { reason = text }
    return go(to: next)
  }

  private mutating func go(to next: OrderState) -> OrderTransition {
    let transition = OrderTransition(from: state, to: next)
    state = next
    if next.isTerminal || next == .anomaly { isCancelRequested = false }
    if next != .amending { requestedQuantity = nil }
    return transition
  }

  private func stay() -> OrderTransition { OrderTransition(from: state, to: state) }

  private func refuse(_ refusal: TransitionRefusal? = nil) -> OrderTransition {
    let reason = refusal ?? (state.isTerminal ? .contradictsTerminal : .illegalMove)
    return OrderTransition(from: state, to: state, refusal: reason)
  }

  private mutating func accept(_ identifier: String) -> OrderTransition {
    switch state {
    case .planned, .denied, .intent, .rejected, .neverSent, .anomaly: return refuse()
    default: break
    }
    if let known = venueOrderID, known != identifier { return refuse(.venueOrderIDDiffers) }
    venueOrderID = identifier
    if state == .sending || state == .unknown { return go(to: workingState) }
    return stay()
  }

  private mutating func reject(_ text: String) -> OrderTransition {
    switch state {
    case .sending, .unknown, .closing:
      reason = text
      return go(to: filled.isZero ? .rejected : .anomaly)
    case .rejected: return stay()
    default: return refuse()
    }
  }

  private mutating func requestCancel() -> OrderTransition {
    switch state {
    case .open, .partial:
      isCancelRequested = true
      return go(to: .canceling)
    case .sending, .unknown, .amending, .canceling, .closing:
      isCancelRequested = true
      return stay()
    default: return refuse()
    }
  }

  private mutating func refuseRequest(of waiting: OrderState) -> OrderTransition {
    switch state {
    case waiting:
      isCancelRequested = isCancelRequested && waiting != .canceling
      return go(to: workingState)
    case .planned, .denied, .intent, .rejected, .neverSent, .anomaly: return refuse()
    default:
      if waiting == .canceling { isCancelRequested = false }
      return stay()
    }
  }

  private mutating func trigger() -> OrderTransition {
    switch state {
    case .planned, .denied, .intent, .rejected, .neverSent, .anomaly: return refuse()
    case .sending, .unknown:
      isTriggered = true
      return go(to: workingState)
    default:
      isTriggered = true
      return stay()
    }
  }

  private mutating func loseTrack(_ text: String) -> OrderTransition {
    switch state {
    case .sending:
      reason = text
      return go(to: .unknown)
    case .planned, .denied, .intent, .neverSent, .anomaly: return refuse()
    default: return stay()
    }
  }
}
