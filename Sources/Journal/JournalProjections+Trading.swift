import FixedPoint
import TradingModel

extension JournalProjections {
  /// An order as it stands.
  public struct Order: Hashable, Sendable {
    /// The core's number.
    public var id: OrderID
    /// The id the venue was given; never changes and is never used twice.
    public var clientOrderID: ClientOrderID
    /// The venue's own id; nil while it has given none.
    public var venueOrderID: String?
    /// The venue's name.
    public var venue: String
    /// Unified symbol of the instrument.
    public var instrument: String
    /// Buy or sell.
    public var side: Side
    /// Where it is in its life.
    public var state: OrderState
    /// Base units ordered.
    public var quantity: Quantity
    /// Base units filled.
    public var filled: Quantity
    /// Limit price in quote per base; nil for market types.
    public var price: Price?

    /// Describes an order.
    public init(
      id: OrderID, clientOrderID: ClientOrderID, venueOrderID: String? = nil, venue: String,
      instrument: String, side: Side, state: OrderState, quantity: Quantity, filled: Quantity,
      price: Price? = nil
    ) {
      self.id = id
      self.clientOrderID = clientOrderID
      self.venueOrderID = venueOrderID
      self.venue = venue
      self.instrument = instrument
      self.side = side
      self.state = state
      self.quantity = quantity
      self.filled = filled
      self.price = price
    }
  }

  /// An execution, unique by venue, instrument and the venue's trade number.
  public struct Execution: Hashable, Sendable {
    /// The venue's name.
    public var venue: String
    /// Unified symbol of the instrument.
    public var instrument: String
    /// The input that told of it.
    public var sequence: UInt64
    /// When that input was taken.
    public var time: Timestamp
    /// The execution.
    public var fill: Fill

    /// Describes an execution.
    public init(
      venue: String, instrument: String, sequence: UInt64, time: Timestamp, fill: Fill
    ) {
      self.venue = venue
      self.instrument = instrument
      self.sequence = sequence
      self.time = time
      self.fill = fill
    }
  }

  /// A balance of the ledger.
  public struct Balance: Hashable, Sendable {
    /// Printed position key (`venue:Type:symbol`).
    public var key: String
    /// Units held; debts positive when owed.
    public var amount: Quantity

    /// Describes a balance.
    public init(key: String, amount: Quantity) {
      self.key = key
      self.amount = amount
    }
  }
}
