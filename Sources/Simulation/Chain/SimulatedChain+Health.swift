import FixedPoint
import Protocols
import TradingModel

extension SimulatedChain {
  /// The terms of an e-mode category, or nil.
  func eMode(_ venue: VenueID, _ number: Int) -> EModeCategory? {
    catalog.eModeCategories.first { $0.venue == venue && $0.number == number }
  }

  /// A wallet's health at a lending venue by Aave's own arithmetic; nil without debt.
  ///
  /// - Throws: when a price needed is missing.
  func health(wallet: Int, venue: VenueID) throws(SimulatedRevert) -> AaveAccountData? {
    guard let account = try account(wallet: wallet, venue: venue)?.account else { return nil }
    do { return try account.data() } catch { throw SimulatedRevert(error) }
  }

  /// The account in Aave's terms with the reserves its parts belong to; nil without debt.
  func account(
    wallet: Int, venue: VenueID
  ) throws(SimulatedRevert) -> (account: AaveAccount, collaterals: [Int], debts: [Int])? {
    let holder = wallets[wallet]
    let indices = reserves.indices.filter { reserves[$0].reserve.venue == venue }
    let debts = indices.filter { !holder.toldDebt[$0].isZero }
    if debts.isEmpty { return nil }
    let supplied = indices.filter { !holder.toldSupply[$0].isZero && holder.isCollateral[$0] }
    let category = holder.eMode[venue.index]
    var root: AssetID?
    var account = AaveAccount(revision: options.aaveRevision, collaterals: [], debts: [])
    account.efficiencyMode = eMode(venue, category).map {
      AaveEfficiencyMode(
        loanToValue: Self.basisPoints($0.loanToValue),
        liquidationThreshold: Self.basisPoints($0.liquidationThreshold),
        liquidationBonus: Self.basisPoints($0.liquidationBonus) &+ 10_000)
    }
    for index in supplied {
      let terms = reserves[index].reserve
      account.collaterals.append(
        AaveCollateral(
          amount: holder.toldSupply[index], decimals: catalog[terms.asset].decimals,
          price: try price(of: terms.asset, root: &root),
          loanToValue: Self.basisPoints(terms.loanToValue),
          liquidationThreshold: Self.basisPoints(terms.liquidationThreshold),
          isInEfficiencyMode: category != 0 && terms.eModeCategory == category))
    }
    for index in debts {
      let asset = reserves[index].reserve.asset
      account.debts.append(
        AaveDebt(
          amount: holder.toldDebt[index], decimals: catalog[asset].decimals,
          price: try price(of: asset, root: &root)))
    }
    return (account, supplied, debts)
  }

  /// Aave's check after a withdrawal or a change of collateral or e-mode: health factor ≥ 1.
  func requireSound(_ wallet: Int, venue: VenueID) throws(SimulatedRevert) {
    guard let data = try health(wallet: wallet, venue: venue) else { return }
    if data.isLiquidatable { throw SimulatedRevert("health factor below one") }
  }

  /// Aave's check of a borrow: debt within the average loan to value, health factor ≥ 1.
  func requireBorrowingPower(_ wallet: Int, venue: VenueID) throws(SimulatedRevert) {
    guard let data = try health(wallet: wallet, venue: venue) else { return }
    if data.isLiquidatable { throw SimulatedRevert("health factor below one") }
    let (debt, first) = data.totalDebt.multipliedReportingOverflow(by: 10_000)
    let (power, second) = data.totalCollateral.multipliedReportingOverflow(
      by: data.averageLoanToValue)
    if first || second { throw SimulatedRevert("amount too large") }
    if debt > power { throw SimulatedRevert("collateral cannot cover the borrow") }
  }

  /// Price with 8 decimals in the account's common root; all assets must lead to one root.
  private func price(
    of asset: AssetID, root: inout AssetID?
  ) throws(SimulatedRevert) -> UInt256 {
    guard let worth = prices.worth(of: asset, atMarket: false),
      let price = UInt256(worth.price, decimals: 8, rounding: .halfEven), !price.isZero
    else { throw SimulatedRevert("no price of \(catalog[asset].symbol)") }
    if let root, root != worth.root {
      throw SimulatedRevert("no price of \(catalog[asset].symbol) in \(catalog[root].symbol)")
    }
    root = worth.root
    return price
  }

  /// A fraction in basis points, 0 … 100 %.
  static func basisPoints(_ rate: Rate) -> UInt32 {
    let count = rate.value.mantissa / 100_000_000_000_000
    return UInt32(clamping: min(max(count, 0), 10_000))
  }
}
