import Ethereum
import FixedPoint
import TradingModel
import VenueDefinitions

/// Where the desk's account lives: the chain, its contracts, and the names the core uses for them.
public struct ChainPlace: Sendable {
  /// Venues, assets and reserves.
  public let catalog: Catalog
  /// The chain's addresses.
  public let deployment: Deployment
  /// The chain's venue.
  public let chain: VenueID
  /// The desk wallet's venue.
  public let wallet: VenueID
  /// The desk's account.
  public let account: Address

  /// Describes a place.
  public init(
    catalog: Catalog, deployment: Deployment, chain: VenueID, wallet: VenueID, account: Address
  ) {
    self.catalog = catalog
    self.deployment = deployment
    self.chain = chain
    self.wallet = wallet
    self.account = account
  }

  /// The asset gas is paid in.
  var native: AssetID? { catalog.chain(chain)?.nativeAsset }

  /// The native asset's wrapped form.
  var wrapped: AssetID? { catalog.chain(chain)?.wrappedAsset }

  /// A token's contract.
  /// - Throws: `CallFailure.refused` for one the deployment does not list.
  func token(_ asset: AssetID) throws(CallFailure) -> Address {
    guard let address = deployment.token(catalog[asset].symbol) else {
      throw .refused("\(catalog[asset].symbol) is not in the deployments of \(deployment.chain)")
    }
    return address
  }

  /// A contract by `protocol.contract`.
  /// - Throws: `CallFailure.refused` for one the deployment does not list.
  func contract(_ name: String) throws(CallFailure) -> Address {
    guard let address = deployment.contract(name) else {
      throw .refused("\(name) is not in the deployments of \(deployment.chain)")
    }
    return address
  }

  /// Token units of an amount, exactly.
  /// - Throws: `CallFailure.refused` for a negative amount or one with more decimals than the
  ///   token.
  func units(_ amount: Quantity, of asset: AssetID) throws(CallFailure) -> UInt256 {
    guard let units = UInt256(exactly: amount.value, decimals: catalog[asset].decimals) else {
      throw .refused(
        "\(amount) \(catalog[asset].symbol) is not a whole number of its smallest units")
    }
    return units
  }

  /// The amount of token units.
  /// - Throws: `CallFailure.refused` where it does not fit the ledger's range.
  func quantity(_ units: UInt256, of asset: AssetID) throws(CallFailure) -> Quantity {
    guard let amount = units.decimal(decimals: catalog[asset].decimals, rounding: .floor) else {
      throw .refused("\(units) units of \(catalog[asset].symbol) are more than the ledger holds")
    }
    return Quantity(amount)
  }
}
