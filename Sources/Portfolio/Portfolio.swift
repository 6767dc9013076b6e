import FixedPoint
import TradingModel

/// The desk's books: ledger, positions, marks, exposure, risk and exact PnL attribution, all of the
/// same sequence number. Booking checks everything before it changes anything; observing never
/// fails: a price that is not above zero or beyond the bounds leaves the last good one.
///
/// Not safe to share between threads while changing; copies are independent.
public struct Portfolio: Sendable {
  /// The double-entry ledger of everything booked.
  public internal(set) var ledger: Ledger
  /// When risk flags are raised.
  public let limits: RiskThresholds
  var pnl: PnLBook
  var book = PositionBook()
  var exposures: ExposureBook
  var catalog: Catalog
  var instruments: [InstrumentState]
  var perps: [PerpState]
  /// Perpetuals that may have moved since they were valued; none twice.
  var movedPerps: [Int] = []
  /// At least what perpetuals not valued since may have lost; ``Bounds/unknownLoss`` where it is
  /// not known.
  var unpostedLoss: Int128 = 0
  /// Whether a perpetual settles in the asset.
  var settlesPerps: [Bool]
  var sources: PriceSources
  var rates: AssetRates
  var eModes: [Int]
  var changes: [StagedChange] = []
  var stagedPerps: [StagedPerp] = []
  var needsOffering = false
  /// Venues at which something could not be booked, ascending; none twice.
  public private(set) var unreconciled: [VenueID] = []

  /// Empty books valued in a reporting currency (the share class's).
  public init(
    catalog: Catalog, reportingCurrency: AssetID, limits: RiskThresholds = RiskThresholds()
  ) {
    let count = max(catalog.assets.count, reportingCurrency.index + 1)
    self.catalog = catalog
    self.limits = limits
    ledger = Ledger(assetCount: count)
    pnl = PnLBook(currency: reportingCurrency, assetCount: count)
    instruments = InstrumentState.table(of: catalog)
    perps = Array(repeating: PerpState(), count: catalog.instruments.count)
    movedPerps.reserveCapacity(catalog.instruments.count)
    settlesPerps = Array(repeating: false, count: count)
    for instrument in catalog.instruments
    where instrument.market == .perp && instrument.settle.index < count {
      settlesPerps[instrument.settle.index] = true
    }
    exposures = ExposureBook(catalog: catalog)
    sources = PriceSources(assetCount: count, root: reportingCurrency.index)
    rates = AssetRates(assetCount: count)
    eModes = Array(repeating: 0, count: catalog.venues.count)
    changes.reserveCapacity(64)
    offerEverything()
  }

  /// The reporting currency.
  public var reportingCurrency: AssetID { pnl.currency }

  /// The amount of a position: debts positive, perpetuals signed in base units; zero where there
  /// is none.
  public func amount(of key: PositionKey) -> Quantity { book.amount(of: key) }

  /// The price of an asset in the reporting currency; nil where none is known.
  public func price(of asset: AssetID) -> Price? {
    guard pnl.assets.contains(asset.index), pnl.price(of: asset.index) != 0 else { return nil }
    return Price(Decimal18(mantissa: pnl.price(of: asset.index)))
  }

  /// The price a perpetual is valued at, quote per base; nil where none is known.
  public func mark(of instrument: InstrumentID) -> Price? {
    guard perps.indices.contains(instrument.index), perps[instrument.index].mark != 0 else {
      return nil
    }
    return Price(Decimal18(mantissa: perps[instrument.index].mark))
  }

  /// Sets the e-mode category of the desk's account at a lending venue; 0 for none.
  public mutating func setEMode(venue: VenueID, category: Int) {
    guard eModes.indices.contains(venue.index) else { return }
    eModes[venue.index] = category
  }

  /// Marks a venue: something there could not be booked. It stays so.
  public mutating func distrust(_ venue: VenueID) {
    guard !unreconciled.contains(venue) else { return }
    unreconciled.append(venue)
    unreconciled.sort { $0.index < $1.index }
  }

  /// Forgets ledger entries up to a sequence number, after they were stored elsewhere; positions,
  /// balances and attribution stay.
  public mutating func discardEntries(through sequence: UInt64) {
    ledger.discardEntries(through: sequence)
  }

  /// The e-mode category of the desk's account at a lending venue; 0 for none.
  public func eMode(venue: VenueID) -> Int {
    eModes.indices.contains(venue.index) ? eModes[venue.index] : 0
  }
}
