import FixedPoint
import TradingModel
import VenueDefinitions

/// What is known of one live order, and when it is looked up next. Times are monotonic nanoseconds.
struct LiveOrder: Sendable {
  /// What is being asked about it.
  enum Asking: Hashable, Sendable {
    case nothing, state, fills, openOrders, history
  }

  /// Waits between the first look-ups of an order without an answer. Source: `reliability.md` 4.3.
  static let waits: [Int64] = [500, 1000, 2000, 4000, 8000].map { $0 * 1_000_000 }
  /// How often an order that works is looked up where no stream tells of it.
  static let pace: Int64 = 500_000_000
  /// How often an order that works is looked up although a stream tells of it.
  static let auditPace: Int64 = 5_000_000_000
  /// How long the stream has to tell of an order the venue took.
  static let echo: Int64 = 1_000_000_000
  /// How long fills that an order's state already counts may be on their way.
  static let grace: Int64 = 300_000_000
  /// Time after a signature when a request can no longer be carried out, beside the receive window.
  static let margin: Int64 = 12_000_000_000
  /// Time between two absences that count as two.
  static let absencePace: Int64 = 2_000_000_000

  /// As sent, with what was amended since.
  var order: Order
  let instrument: Instrument
  /// When its request was signed; venue milliseconds.
  let signedAt: Int64
  /// From then on its absence is evidence.
  let provableAt: Int64
  var isAccepted = false
  var isUnknown = false
  /// Whether a stream has told of it.
  var isHeard = false
  var isTriggered = false
  var isCancelWanted = false
  /// When it may be asked to be cancelled again.
  var nextCancel: Int64 = .max
  /// The venue's ids of it; a conditional order has another one once it was triggered.
  var venueIDs: [String] = []
  /// The plain order a conditional one became, in the venue's plain order book.
  var plainOrderID: String?
  /// Base units of the fills told.
  var told: Quantity = .zero
  /// Most base units the venue has said are filled.
  var filled: Quantity = .zero
  var trades: Set<UInt64> = []
  /// How it ended by the venue's word, while fills are still missing.
  var ending: WireOrderStatus?
  var reason: String?
  /// Values asked for by an amendment and not yet told.
  var amendment: Amendment?
  var lookups = 0
  var absences = 0
  var nextLookup: Int64 = .max
  var asking = Asking.nothing

  /// A change under way.
  struct Amendment: Hashable, Sendable {
    let quantity: Quantity
    let price: Price?
  }

  init(order: Order, instrument: Instrument, signedAt: Int64, provableAt: Int64) {
    self.order = order
    self.instrument = instrument
    self.signedAt = signedAt
    self.provableAt = provableAt
  }

  /// Whether the venue counts fills that were not told yet.
  var lacksFills: Bool { told < filled }

  /// How it is found at the venue.
  var selection: OrderSelection {
    var selection = OrderSelection()
    selection.symbol = instrument.symbol
    if let plainOrderID {
      selection.orderIDs = [plainOrderID]
    } else {
      selection.clientOrderIDs = [order.clientOrderID.text]
      selection.isConditional = order.type.isTriggered
    }
    return selection
  }

  /// When the next look-up is due after one that settled nothing.
  mutating func rest(at now: Int64, hasStream: Bool) {
    asking = .nothing
    if !isAccepted {
      let wait = lookups < Self.waits.count ? Self.waits[lookups] : Self.absencePace
      nextLookup = now + max(wait, absences > 0 ? Self.absencePace : 0)
    } else if ending != nil || lacksFills {
      nextLookup = now + Self.grace
    } else {
      nextLookup = now + (hasStream ? Self.auditPace : Self.pace)
    }
    lookups += 1
  }

  /// Is looked up at that time at the latest.
  mutating func hasten(to time: Int64) { nextLookup = min(nextLookup, time) }
}
