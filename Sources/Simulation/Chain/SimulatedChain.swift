import FixedPoint
import Protocols
import TradingModel

/// The chains with the desk's wallets on them: token balances in token units, lending positions in
/// scaled units, claims. A transaction is carried out against the state at the moment it is
/// performed; its result is told after the chain's confirmations.
struct SimulatedChain: Hashable, Sendable {
  /// The chains, assets, reserves, routes and pools.
  let catalog: Catalog
  let options: SimulationOptions
  var wallets: [WalletAccount]
  /// In the order of the catalog's reserves.
  var reserves: [ReserveState]
  var prices: ChainPrices
  /// Native units per gas by venue index of the chain.
  var gasPrices: [Quantity?]

  init(catalog: Catalog, options: SimulationOptions) {
    self.catalog = catalog
    self.options = options
    wallets = catalog.venues.filter { $0.kind == .wallet }
      .map { WalletAccount(venue: $0.id, catalog: catalog) }
    reserves = catalog.reserves.map { ReserveState(reserve: $0) }
    prices = ChainPrices(catalog: catalog)
    gasPrices = Array(repeating: nil, count: catalog.venues.count)
  }

  /// The place of a wallet, or nil.
  func walletIndex(_ venue: VenueID) -> Int? { wallets.firstIndex { $0.venue == venue } }

  /// The place of a reserve, or nil.
  func reserveIndex(venue: VenueID, asset: AssetID) -> Int? {
    reserves.firstIndex { $0.reserve.venue == venue && $0.reserve.asset == asset }
  }

  /// Token units as an amount.
  func quantity(_ units: UInt256, of asset: AssetID) throws(SimulatedRevert) -> Quantity {
    guard let value = units.decimal(decimals: catalog[asset].decimals, rounding: .floor) else {
      throw SimulatedRevert("amount too large")
    }
    return Quantity(value)
  }

  /// An amount as token units, rounded down.
  func units(_ amount: Quantity, of asset: AssetID) throws(SimulatedRevert) -> UInt256 {
    guard
      let units = UInt256(amount.value, decimals: catalog[asset].decimals, rounding: .floor)
    else { throw SimulatedRevert("amount out of range") }
    return units
  }

  /// Adds tokens to a wallet.
  mutating func credit(
    _ wallet: Int, _ asset: AssetID, _ units: UInt256
  ) throws(SimulatedRevert) {
    let (sum, overflow) = wallets[wallet].balances[asset.index].addingReportingOverflow(units)
    if overflow { throw SimulatedRevert("balance overflow") }
    wallets[wallet].balances[asset.index] = sum
  }

  /// Takes tokens from a wallet.
  mutating func debit(
    _ wallet: Int, _ asset: AssetID, _ units: UInt256
  ) throws(SimulatedRevert) {
    let balance = wallets[wallet].balances[asset.index]
    if balance < units {
      throw SimulatedRevert("insufficient \(catalog[asset].symbol) balance")
    }
    wallets[wallet].balances[asset.index] = balance &- units
  }

  /// Pays for gas; throws when the price is unknown or the wallet cannot pay.
  mutating func payGas(
    _ wallet: Int, chain: ChainProfile, units: UInt64
  ) throws(SimulatedRevert) -> Quantity {
    guard let price = gasPrices[chain.chain.index] else {
      throw SimulatedRevert("gas price unknown")
    }
    let (mantissa, overflow) = price.value.mantissa.multipliedReportingOverflow(by: Int128(units))
    if overflow { throw SimulatedRevert("gas cost too large") }
    let cost = Decimal18(mantissa: mantissa)
    guard
      let wei = UInt256(cost, decimals: catalog[chain.nativeAsset].decimals, rounding: .up)
    else { throw SimulatedRevert("gas cost too large") }
    if wallets[wallet].balances[chain.nativeAsset.index] < wei {
      throw SimulatedRevert("insufficient \(catalog[chain.nativeAsset].symbol) for gas")
    }
    try debit(wallet, chain.nativeAsset, wei)
    return try quantity(wei, of: chain.nativeAsset)
  }
}
