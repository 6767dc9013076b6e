import FixedPoint
import TradingModel

extension Portfolio {
  mutating func observeConversion(of asset: Int, rate: Int128) {
    guard rates.conversion.indices.contains(asset), Bounds.holds(price: rate) else { return }
    rates.conversion[asset] = rate
    offerConversion(of: asset)
  }

  mutating func observeOracle(
    of asset: AssetID, quote: AssetID, price: Int128, updatedAt: Timestamp
  ) {
    guard rates.oracle.indices.contains(asset.index), rates.oracle.indices.contains(quote.index),
      Bounds.holds(price: price)
    else { return }
    rates.oracle[asset.index] = price
    rates.oracleQuote[asset.index] = quote
    rates.oracleTime[asset.index] = updatedAt
    offerOracle(of: asset.index)
  }

  /// Offers an instrument's price to the asset it prices.
  @inline(__always)
  mutating func offer(instrument index: Int) {
    let base = instruments[index].base
    let quote = instruments[index].quote
    let root = pnl.currency.index
    let isPerp = instruments[index].isPerp
    if base == root {
      guard let inverse = Portfolio.inverse(instruments[index].price) else { return }
      let rank: PriceSource.Rank = isPerp ? .inversePerp : .inverseSpot
      offer(
        PriceSource(order: PriceSource.order(rank, index), parent: root, factor: inverse),
        to: quote, bucket: .price)
    } else {
      let rank: PriceSource.Rank = isPerp ? .perp : quote == root ? .spot : .crossSpot
      offer(
        PriceSource(
          order: PriceSource.order(rank, index), parent: quote, factor: instruments[index].price),
        to: base, bucket: .price)
    }
  }

  /// Offers everything known again, until no further asset gets a price; needed when an asset has
  /// its first price, which may make others priceable.
  mutating func offerEverything() {
    for _ in 0...catalog.assets.count {
      needsOffering = false
      for asset in catalog.assets.indices {
        offerConversion(of: asset)
        offerOracle(of: asset)
      }
      for index in instruments.indices where instruments[index].price != 0 {
        offer(instrument: index)
      }
      if !needsOffering { return }
    }
  }

  private mutating func offerConversion(of asset: Int) {
    guard catalog.assets.indices.contains(asset) else { return }
    switch catalog.assets[asset].backing {
    case .none: return
    case .pegged(let parent):
      offerBacking(of: asset, parent: parent, factor: Decimal18.scaleFactor)
    case .rate(let parent):
      if rates.conversion[asset] != 0 {
        offerBacking(of: asset, parent: parent, factor: rates.conversion[asset])
      }
    }
  }

  private mutating func offerBacking(of asset: Int, parent: AssetID, factor: Int128) {
    guard pnl.assets.contains(parent.index) else { return }
    offer(
      PriceSource(
        order: PriceSource.order(.backing), parent: parent.index, factor: factor),
      to: asset, bucket: .staking)
  }

  private mutating func offerOracle(of asset: Int) {
    let price = rates.oracle[asset]
    guard price != 0 else { return }
    let quote = rates.oracleQuote[asset].index
    let root = pnl.currency.index
    if asset == root {
      guard let inverse = Portfolio.inverse(price) else { return }
      offer(
        PriceSource(order: PriceSource.order(.inverseOracle), parent: root, factor: inverse),
        to: quote, bucket: .price)
      return
    }
    let isRate = catalog.assets[asset].backing == .rate(AssetID(quote))
    let order = isRate ? PriceSource.order(.backing, 1) : PriceSource.order(.oracle)
    offer(
      PriceSource(order: order, parent: quote, factor: price), to: asset,
      bucket: isRate ? .staking : .price)
  }

  @inline(__always)
  private mutating func offer(_ source: PriceSource, to asset: Int, bucket: PnLBucket) {
    switch sources.offer(
      source, for: asset, isPriced: pnl.price(of: asset) != 0,
      isUsable: pnl.price(of: source.parent) != 0)
    {
    case .ignored: return
    case .updated: propagate(from: asset, bucket: bucket)
    case .replaced: propagate(from: asset, bucket: .price)
    }
  }

  @inline(__always)
  private mutating func propagate(from asset: Int, bucket: PnLBucket) {
    guard reprice(asset, bucket: bucket) else { return }
    for place in sources.descendants(of: asset) {
      _ = reprice(sources.descendants[place], bucket: .price)
    }
  }

  /// Recomputes an asset's price, rounded once, half to even at 1e-18; false when it stays.
  @inline(__always)
  private mutating func reprice(_ asset: Int, bucket: PnLBucket) -> Bool {
    var price = sources.chosen[asset].factor
    let source = sources.chosen[asset].parent
    if source != pnl.currency.index {
      let parent = Decimal18(mantissa: pnl.price(of: source))
      guard
        let product = Decimal18(mantissa: price).multipliedIfFits(by: parent, rounding: .halfEven)
      else { return false }
      price = product.mantissa
    }
    let old = pnl.price(of: asset)
    guard Bounds.holds(price: price), price != old else { return false }
    if old == 0 { needsOffering = true }
    // Profit moved so far is worth the old price.
    if settlesPerps[asset], !movedPerps.isEmpty { postPerpMoves() }
    pnl.reprice(asset, to: price, bucket: bucket)
    return true
  }

  private static func inverse(_ price: Int128) -> Int128? {
    guard
      let inverse = Decimal18.one.divided(by: Decimal18(mantissa: price), rounding: .halfEven),
      Bounds.holds(price: inverse.mantissa)
    else { return nil }
    return inverse.mantissa
  }
}
