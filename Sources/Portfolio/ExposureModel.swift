import FixedPoint
import TradingModel

/// Look-through exposure: every position in units of its underlying asset.
public enum ExposureModel {
  /// The exposure of a portfolio. Wrapped and staked assets count by their protocol rate (by their
  /// price relative to the underlying's where no rate is known), supplies and debts in underlying
  /// units, perpetuals by their size, funds in transit in full; unrealised profit is left out.
  /// Units are rounded toward zero at 1e-18.
  public static func exposure(of portfolio: Portfolio) -> Exposure {
    let sums = sums(portfolio)
    return Exposure(
      assets: portfolio.catalog.assets.indices.filter { sums[$0].holdings != 0 }.map { index in
        let net = Decimal18(mantissa: sums[index].long &- sums[index].short)
        let price = portfolio.price(of: AssetID(index))
        return AssetExposure(
          asset: AssetID(index), long: Quantity(Decimal18(mantissa: sums[index].long)),
          short: Quantity(Decimal18(mantissa: sums[index].short)),
          value: price.map { ExactMoney(net, times: $0.value) })
      })
  }

  /// Long less short units of one underlying asset.
  static func net(of asset: Int, _ portfolio: Portfolio) -> Int128 {
    guard portfolio.exposures.sums.indices.contains(asset) else { return 0 }
    let isWhole = portfolio.exposures.ratedSlots.isEmpty
    let sum = isWhole ? portfolio.exposures.sums[asset] : sums(portfolio)[asset]
    return sum.long &- sum.short
  }

  /// The sums kept, with the positions that count by a rate converted now.
  private static func sums(_ portfolio: Portfolio) -> [ExposureBook.Sum] {
    var sums = portfolio.exposures.sums
    for slot in portfolio.exposures.ratedSlots where portfolio.book.amounts[slot] != 0 {
      let key = portfolio.book.keys[slot]
      let asset: AssetID
      switch key.subject {
      case .asset(let id): asset = id
      case .instrument(let id): asset = portfolio.catalog[id].base
      }
      guard
        let units = portfolio.underlyingUnits(
          of: asset.index, amount: portfolio.book.amounts[slot])
      else { continue }
      let underlying = portfolio.catalog.underlying(of: asset).index
      let signed = key.type == .debtToken ? -units : units
      sums[underlying].holdings += 1
      sums[underlying].long &+= max(signed, 0)
      sums[underlying].short &+= max(-signed, 0)
    }
    return sums
  }
}

extension Portfolio {
  /// An amount in units of the asset at the end of its backing chain, rounded toward zero.
  func underlyingUnits(of asset: Int, amount: Int128) -> Int128? {
    var current = asset
    var units = Decimal18(mantissa: amount)
    for _ in 0..<8 {
      switch catalog.assets[current].backing {
      case .none: return units.mantissa
      case .pegged(let next): current = next.index
      case .rate(let next):
        guard let rate = rate(of: current, in: next.index),
          let product = units.multipliedIfFits(by: rate, rounding: .down),
          product.mantissa.magnitude <= Bounds.amount
        else { return nil }
        units = product
        current = next.index
      }
    }
    return units.mantissa
  }

  /// The protocol rate of a backed asset, else the ratio of the two prices, else one.
  private func rate(of asset: Int, in backing: Int) -> Decimal18? {
    if rates.conversion[asset] != 0 { return Decimal18(mantissa: rates.conversion[asset]) }
    if rates.oracle[asset] != 0, rates.oracleQuote[asset].index == backing {
      return Decimal18(mantissa: rates.oracle[asset])
    }
    guard pnl.price(of: asset) != 0, pnl.price(of: backing) != 0 else { return .one }
    return Decimal18(mantissa: pnl.price(of: asset)).divided(
      by: Decimal18(mantissa: pnl.price(of: backing)), rounding: .halfEven)
  }
}
