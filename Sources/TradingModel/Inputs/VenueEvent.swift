import FixedPoint

/// What a venue (real or simulated) said about something of ours.
public enum VenueEvent: Hashable, Codable, Sendable {
  /// The order is working under the venue's own id.
  case orderAccepted(OrderID, venueOrderID: String)
  /// The venue refused the order, in its own words.
  case orderRejected(OrderID, code: String, message: String)
  /// The order is cancelled; so much had filled.
  case orderCanceled(OrderID, filled: Quantity)
  /// The order expired by its time in force; so much had filled.
  case orderExpired(OrderID, filled: Quantity)
  /// The order's trigger fired and it is now working.
  case orderTriggered(OrderID)
  /// The venue refused to cancel; the order stands as it was.
  case cancelRejected(OrderID, code: String, message: String)
  /// The order now has this quantity and price.
  case orderAmended(OrderID, quantity: Quantity, price: Price?)
  /// The venue refused to change the order; it stands as it was.
  case amendRejected(OrderID, code: String, message: String)
  /// A position's protection was not changed as asked, or not for certain.
  case tradingStopRejected(InstrumentID, code: String, message: String)
  /// No answer, and bytes may have left.
  case orderOutcomeUnknown(OrderID, reason: String)
  /// Provably no byte left.
  case orderNotSent(OrderID, reason: String)
  /// The venue's own records prove that an order of unknown outcome never came.
  /// Source: `reliability.md` 4.3.
  case orderAbsent(OrderID, reason: String)
  /// An execution.
  case fill(Fill)
  /// A funding payment on a perpetual position: positive when received, in the settle asset.
  case fundingPaid(InstrumentID, amount: Quantity)
  /// A chain transaction was included (or reverted) with these effects.
  case chainResult(ChainResult)
  /// A transfer moved on.
  case transfer(TransferUpdate)
  /// Changes of balances made by the venue itself: interest accrued since the last report,
  /// rewards, a liquidation.
  case movements(venue: VenueID, [Movement], reason: String)
  /// A line of the venue's own ledger: funding, a deposit, a withdrawal, a transfer.
  case accountEntry(AccountEntry)
  /// The opening balances of a venue hold every line its ledger has through this instant of the
  /// venue's clock; what is later is told as ``accountEntry(_:)``.
  case accountRead(VenueID, through: Timestamp)
  /// Something at the venue that cannot be booked: from now on the books may differ from it.
  case notReconciled(VenueID, reason: String)
}

/// What became of a chain transaction.
public struct ChainResult: Hashable, Codable, Sendable {
  /// What happened.
  public enum Outcome: Hashable, Codable, Sendable {
    /// Included and all effects stand.
    case confirmed
    /// Included and reverted: only the gas was spent. The decoded reason.
    case reverted(reason: String)
    /// Refused before anything was sent (simulation or check failed): nothing was spent.
    case refused(reason: String)
  }

  /// The transaction.
  public let id: ActionID
  /// What happened.
  public let outcome: Outcome
  /// Changes of the desk's positions, gas not included.
  public let movements: [Movement]
  /// What each step received, in order: asset and amount; nil where a step receives nothing.
  public let received: [ChainOutput?]
  /// Gas units used.
  public let gasUsed: UInt64
  /// Gas paid, in units of the chain's native asset.
  public let gasPaid: Quantity

  /// Describes a result.
  public init(
    id: ActionID, outcome: Outcome, movements: [Movement], received: [ChainOutput?],
    gasUsed: UInt64, gasPaid: Quantity
  ) {
    self.id = id
    self.outcome = outcome
    self.movements = movements
    self.received = received
    self.gasUsed = gasUsed
    self.gasPaid = gasPaid
  }
}

/// What a chain step gave back.
public struct ChainOutput: Hashable, Codable, Sendable {
  /// The asset.
  public let asset: AssetID
  /// How much, in asset units.
  public let amount: Quantity

  /// Describes an output.
  public init(asset: AssetID, amount: Quantity) {
    self.asset = asset
    self.amount = amount
  }
}

/// A step of a transfer's life.
public struct TransferUpdate: Hashable, Codable, Sendable {
  /// The transfer.
  public let id: ActionID
  /// The state it reached.
  public let state: TransferState
  /// Fee kept on the way, in asset units; known from `requested` on.
  public let fee: Quantity
  /// What the destination credited; zero before `credited`.
  public let credited: Quantity
  /// Gas paid by the wallet for the transfer's own transaction, in native units.
  public let gasPaid: Quantity
  /// The venue's or chain's reference; empty while there is none.
  public let reference: String

  /// Describes a step.
  public init(
    id: ActionID, state: TransferState, fee: Quantity, credited: Quantity,
    gasPaid: Quantity = .zero, reference: String = ""
  ) {
    self.id = id
    self.state = state
    self.fee = fee
    self.credited = credited
    self.gasPaid = gasPaid
    self.reference = reference
  }
}
