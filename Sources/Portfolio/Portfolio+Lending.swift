import FixedPoint
import TradingModel

/// Sums of one lending account, in the reporting currency.
private struct LendingSums {
  var collateral: Decimal18 = .zero
  var debt: Decimal18 = .zero
  var weightedByThreshold: Decimal18 = .zero
  var weightedByLoanToValue: Decimal18 = .zero
  var hasUnknownDebt = false
}

extension Portfolio {
  /// Health of every lending venue with a supply or a debt, ascending. Source: Aave v3
  /// `GenericLogic.calculateUserAccountData`, without its rounding of averages to basis points:
  /// collateral values are rounded down, debts up, both at 1e-18. A debt that cannot be valued
  /// makes the health factor zero; a collateral that cannot be valued does not count.
  func lendingHealth(_ keys: [PositionKey]) -> [LendingHealth] {
    var result: [LendingHealth] = []
    for venue in catalog.venues.indices {
      let account = keys.filter {
        $0.venue.index == venue && ($0.type == .aToken || $0.type == .debtToken)
      }
      if account.isEmpty { continue }
      let id = VenueID(venue)
      result.append(health(at: id, lendingSums(account, category: effectiveEMode(id, account))))
    }
    return result
  }

  /// The account's category when every debt belongs to it, as Aave demands of borrowers.
  private func effectiveEMode(_ venue: VenueID, _ account: [PositionKey]) -> EModeCategory? {
    let number = eMode(venue: venue)
    guard number != 0 else { return nil }
    for key in account where key.type == .debtToken {
      guard let asset = key.asset,
        catalog.reserve(venue: venue, asset: asset)?.eModeCategory == number
      else { return nil }
    }
    return catalog.eModeCategories.first { $0.venue == venue && $0.number == number }
  }

  private func lendingSums(_ account: [PositionKey], category: EModeCategory?) -> LendingSums {
    var sums = LendingSums()
    for key in account {
      guard let asset = key.asset else { continue }
      let amount = book.amount(of: key).value
      let price = price(of: asset)?.value
      if key.type == .debtToken {
        guard let price, let value = amount.multipliedIfFits(by: price, rounding: .up),
          let debt = sums.debt.adding(value)
        else {
          sums.hasUnknownDebt = true
          continue
        }
        sums.debt = debt
        continue
      }
      guard let price, let value = amount.multipliedIfFits(by: price, rounding: .down),
        let collateral = sums.collateral.adding(value)
      else { continue }
      sums.collateral = collateral
      guard let reserve = catalog.reserve(venue: key.venue, asset: asset) else { continue }
      let isInCategory = category != nil && reserve.eModeCategory == category?.number
      let threshold = isInCategory ? category?.liquidationThreshold : nil
      let loanToValue = isInCategory ? category?.loanToValue : nil
      sums.weightedByThreshold += RiskArithmetic.share(
        value, threshold ?? reserve.liquidationThreshold)
      sums.weightedByLoanToValue += RiskArithmetic.share(value, loanToValue ?? reserve.loanToValue)
    }
    return sums
  }

  private func health(at venue: VenueID, _ sums: LendingSums) -> LendingHealth {
    let greatest = Decimal18(mantissa: .max)
    let maximum = sums.weightedByLoanToValue.divided(by: sums.collateral, rounding: .down) ?? .zero
    if sums.hasUnknownDebt {
      return LendingHealth(
        venue: venue, healthFactor: .zero, loanToValue: Rate(greatest),
        maximumLoanToValue: Rate(maximum), liquidationDistance: Rate(-.one))
    }
    if sums.debt.isZero {
      return LendingHealth(
        venue: venue, healthFactor: nil, loanToValue: .zero, maximumLoanToValue: Rate(maximum),
        liquidationDistance: nil)
    }
    let factor = sums.weightedByThreshold.divided(by: sums.debt, rounding: .down) ?? greatest
    let loanToValue = sums.debt.divided(by: sums.collateral, rounding: .up) ?? greatest
    let inverse = sums.debt.divided(by: sums.weightedByThreshold, rounding: .up) ?? Decimal18(2)
    return LendingHealth(
      venue: venue, healthFactor: Rate(factor), loanToValue: Rate(loanToValue),
      maximumLoanToValue: Rate(maximum),
      liquidationDistance: Rate(max(Decimal18.one - inverse, -.one)))
  }
}
