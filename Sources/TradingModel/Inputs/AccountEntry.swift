import FixedPoint

/// A line of a venue's own ledger that no order of ours caused, told once by its id.
public struct AccountEntry: Hashable, Codable, Sendable {
  /// What it is.
  public enum Kind: Hashable, Codable, Sendable {
    /// A funding payment on a perpetual position.
    case funding(InstrumentID)
    /// What the owner brought or took: a deposit, a withdrawal with its fee, or a transfer from or
    /// to a wallet that the books do not hold.
    case owner
  }

  /// The venue.
  public let venue: VenueID
  /// The venue's id of the line, unique among the lines of one venue.
  public let id: String
  /// What it is.
  public let kind: Kind
  /// The coin.
  public let asset: AssetID
  /// Units of it: positive when received.
  public let amount: Quantity
  /// When the venue booked it, by the venue's clock.
  public let time: Timestamp

  /// Describes a line.
  public init(
    venue: VenueID, id: String, kind: Kind, asset: AssetID, amount: Quantity, time: Timestamp
  ) {
    self.venue = venue
    self.id = id
    self.kind = kind
    self.asset = asset
    self.amount = amount
    self.time = time
  }
}
