import FixedPoint
import TradingModel

/// Something that happened to an order, by our own hand or by the venue's word.
public enum OrderEvent: Hashable, Sendable {
  /// The approved intent is durable.
  case intended
  /// Our own risk or policy refused it.
  case denied(reason: String)
  /// It is handed to the venue.
  case sending
  /// It works at the venue under the venue's id.
  case accepted(venueOrderID: String)
  /// The venue refused it, in its own words.
  case rejected(code: String, message: String)
  /// It executed, partly or completely.
  case fill(Fill)
  /// The venue says it filled completely; so much in all (base units).
  case completed(filled: Quantity)
  /// We asked for a cancel.
  case cancelRequested
  /// The venue refused the cancel.
  case cancelRejected(code: String, message: String)
  /// The venue says it is cancelled; so much had filled (base units).
  case canceled(filled: Quantity)
  /// The venue says it expired; so much had filled (base units).
  case expired(filled: Quantity)
  /// Its trigger fired.
  case triggered
  /// We asked for another quantity and price.
  case amendRequested(quantity: Quantity, price: Price?)
  /// It now has this quantity and price.
  case amended(quantity: Quantity, price: Price?)
  /// The venue refused the amend.
  case amendRejected(code: String, message: String)
  /// Another order replaced it.
  case superseded
  /// No answer, and bytes may have left.
  case outcomeUnknown(reason: String)
  /// The venue's own records prove it never arrived. Source: `reliability.md` 4.3.
  case provedAbsent(reason: String)
  /// Provably no byte left.
  case notSent(reason: String)
  /// A person or the reconciler found a contradiction.
  case contradicted(reason: String)
}

extension OrderEvent {
  /// What a venue's word means for one order: the order and the event, or nil when it is about
  /// something else.
  public static func of(_ event: VenueEvent) -> (id: OrderID, event: OrderEvent)? {
    switch event {
    case .orderAccepted(let id, let venueOrderID): (id, .accepted(venueOrderID: venueOrderID))
    case .orderRejected(let id, let code, let message):
      (id, .rejected(code: code, message: message))
    case .orderCanceled(let id, let filled): (id, .canceled(filled: filled))
    case .orderExpired(let id, let filled): (id, .expired(filled: filled))
    case .orderTriggered(let id): (id, .triggered)
    case .cancelRejected(let id, let code, let message):
      (id, .cancelRejected(code: code, message: message))
    case .orderAmended(let id, let quantity, let price):
      (id, .amended(quantity: quantity, price: price))
    case .amendRejected(let id, let code, let message):
      (id, .amendRejected(code: code, message: message))
    case .orderOutcomeUnknown(let id, let reason): (id, .outcomeUnknown(reason: reason))
    case .orderNotSent(let id, let reason): (id, .notSent(reason: reason))
    case .orderAbsent(let id, let reason): (id, .provedAbsent(reason: reason))
    case .fill(let fill): fill.order.map { ($0, .fill(fill)) }
    case .fundingPaid, .chainResult, .transfer, .movements, .tradingStopRejected, .accountEntry,
      .accountRead, .notReconciled:
      nil
    }
  }
}
