/// Names one position: where it is, what kind it is, and of what. Printed
/// `venue:Type:symbol`, for example `aave_v3:aToken:aWETH`.
public struct PositionKey: Hashable, Comparable, Codable, Sendable {
  /// What is held.
  public enum Subject: Hashable, Codable, Sendable {
    /// An asset.
    case asset(AssetID)
    /// A perpetual instrument.
    case instrument(InstrumentID)
  }

  /// Where it is held.
  public let venue: VenueID
  /// What kind of position it is.
  public let type: PositionType
  /// Of what.
  public let subject: Subject

  /// Names a position.
  public init(venue: VenueID, type: PositionType, subject: Subject) {
    self.venue = venue
    self.type = type
    self.subject = subject
  }

  /// Names a balance of an asset; liquid staking tokens and claims have their own types.
  public init(venue: VenueID, type: PositionType = .baseToken, asset: AssetID) {
    self.init(venue: venue, type: type, subject: .asset(asset))
  }

  /// Names a perpetual position.
  public init(perp instrument: InstrumentID, venue: VenueID) {
    self.init(venue: venue, type: .perp, subject: .instrument(instrument))
  }

  /// The asset held, or nil for a perpetual.
  public var asset: AssetID? {
    if case .asset(let id) = subject { return id }
    return nil
  }

  private var sortKey: (Int, Int, Int) {
    switch subject {
    case .asset(let id): (venue.index, type.order, id.index)
    case .instrument(let id): (venue.index, type.order, id.index)
    }
  }

  public static func < (left: Self, right: Self) -> Bool { left.sortKey < right.sortKey }
}
