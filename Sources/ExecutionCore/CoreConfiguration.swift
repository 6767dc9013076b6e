import Orders
import RiskControl
import TradingModel

/// What an engine is set up with. It does not change while it runs.
public struct CoreConfiguration: Sendable {
  /// Venues, assets and instruments.
  public var catalog: Catalog
  /// The currency equity and PnL are counted in.
  public var reportingCurrency: AssetID
  /// Limits and policy.
  public var gate: RiskGate
  /// How client order ids are made.
  public var clientOrderIDs: ClientOrderIDScheme
  /// Labels of the address book and the wallet each stands for.
  public var addressBook: [String: VenueID]
  /// The wallet an instruction means when it names none.
  public var defaultWallet: VenueID?
  /// Oldest price an order may be judged by; nil for any age.
  public var maximumPriceAge: TimeSpan?
  /// Orders for which memory is set aside at the start.
  public var expectedOrders = 0

  /// Describes a set-up.
  public init(
    catalog: Catalog, reportingCurrency: AssetID, gate: RiskGate,
    clientOrderIDs: ClientOrderIDScheme, addressBook: [String: VenueID] = [:],
    defaultWallet: VenueID? = nil, maximumPriceAge: TimeSpan? = nil
  ) {
    self.catalog = catalog
    self.reportingCurrency = reportingCurrency
    self.gate = gate
    self.clientOrderIDs = clientOrderIDs
    self.addressBook = addressBook
    self.defaultWallet = defaultWallet
    self.maximumPriceAge = maximumPriceAge
  }
}
