import FixedPoint
import TradingModel

/// Look-through exposure: every position in units of its underlying asset.
public enum ExposureModel {
  /// The exposure of a portfolio. Wrapped and staked assets count by their protocol rate (by their
  /// price relative to the underlying's where no rate is known), supplies and debts in underlying
  /// units, perpetuals by their size, funds in transit in full; unrealised profit is left out.
  /// Units are rounded toward zero at 1e-18.
  public static func exposure(of portfolio: Portfolio) -> Exposure {
    let count = portfolio.catalog.assets.count
    var long: [Int128] = Array(repeating: 0, count: count)
    var short: [Int128] = Array(repeating: 0, count: count)
    var isHeld = Array(repeating: false, count: count)
    for slot in portfolio.book.keys.indices where portfolio.book.amounts[slot] != 0 {
      let key = portfolio.book.keys[slot]
      let amount = portfolio.book.amounts[slot]
      let asset: AssetID
      switch key.subject {
      case .asset(let id): asset = id
      case .instrument(let id): asset = portfolio.catalog[id].base
      }
      let underlying = portfolio.catalog.underlying(of: asset).index
      guard let units = portfolio.underlyingUnits(of: asset.index, amount: amount) else { continue }
      let signed = key.type == .debtToken ? -units : units
      isHeld[underlying] = true
      if signed > 0 {
        long[underlying] = Bounds.sum(long[underlying], signed) ?? long[underlying]
      } else {
        short[underlying] = Bounds.sum(short[underlying], -signed) ?? short[underlying]
      }
    }
    return Exposure(
      assets: portfolio.catalog.assets.indices.filter { isHeld[$0] }.map { index in
        let net = Decimal18(mantissa: long[index] - short[index])
        let price = portfolio.price(of: AssetID(index))
        return AssetExposure(
          asset: AssetID(index), long: Quantity(Decimal18(mantissa: long[index])),
          short: Quantity(Decimal18(mantissa: short[index])),
          value: price.map { ExactMoney(net, times: $0.value) })
      })
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
    guard pnl.prices[asset] != 0, pnl.prices[backing] != 0 else { return .one }
    return Decimal18(mantissa: pnl.prices[asset]).divided(
      by: Decimal18(mantissa: pnl.prices[backing]), rounding: .halfEven)
  }
}
