import FixedPoint
import JSON
import TradingModel

extension InstrumentRules {
  /// A row of Binance's `exchangeInfo`. Source: filters.md; USDS-M "Exchange Information".
  static func binance(_ row: JSONNode) -> InstrumentRules? {
    func filter(_ type: String) -> JSONNode? {
      row["filters"]?.elements?.first { $0["filterType"]?.text == type }
    }
    guard let venueSymbol = row["symbol"]?.text, let base = row["baseAsset"]?.text,
      let quote = row["quoteAsset"]?.text, let lot = filter("LOT_SIZE"),
      let tick = filter("PRICE_FILTER")?.positive("tickSize"), let step = lot.positive("stepSize"),
      let minimum = lot.decimal("minQty")
    else { return nil }
    let isLinear = row["contractType"] != nil
    if isLinear, row["contractType"]?.text != "PERPETUAL" { return nil }
    let margin = row["marginAsset"]?.text ?? quote
    if isLinear, margin != quote { return nil }
    var rules = InstrumentRules(
      symbol: isLinear ? "\(base)/\(quote):\(margin)" : "\(base)/\(quote)",
      venueSymbol: venueSymbol, market: isLinear ? .perp : .spot, base: base, quote: quote,
      tick: Price(tick), step: Quantity(step), minimumQuantity: Quantity(minimum))
    rules.maximumQuantity = lot.positive("maxQty").map { Quantity($0) }
    rules.maximumMarketQuantity = filter("MARKET_LOT_SIZE")?.positive("maxQty").map { Quantity($0) }
    let notional = filter("NOTIONAL") ?? filter("MIN_NOTIONAL")
    rules.minimumNotional = Money(
      notional?.decimal("minNotional") ?? notional?.decimal("notional") ?? .zero)
    if let places = row["quoteAssetPrecision"] ?? row["quotePrecision"], !isLinear,
      let step = increment(places.literal)
    {
      rules.quoteStep = Money(step)
    }
    rules.isTrading = row["status"]?.text == "TRADING"
    return rules
  }

  /// A row of Bybit's `instruments-info`. Source: docs v5 market/instrument.
  static func bybit(_ row: JSONNode) -> InstrumentRules? {
    let isLinear = row["contractType"] != nil
    if isLinear, row["contractType"]?.text != "LinearPerpetual" { return nil }
    guard let venueSymbol = row["symbol"]?.text, let base = row["baseCoin"]?.text,
      let quote = row["quoteCoin"]?.text, let lot = row["lotSizeFilter"],
      let tick = row["priceFilter"]?.positive("tickSize"),
      let step = lot.positive(isLinear ? "qtyStep" : "basePrecision"),
      let minimum = lot.decimal("minOrderQty")
    else { return nil }
    let settle = row["settleCoin"]?.text ?? quote
    if isLinear, settle != quote { return nil }
    var rules = InstrumentRules(
      symbol: isLinear ? "\(base)/\(quote):\(settle)" : "\(base)/\(quote)",
      venueSymbol: venueSymbol, market: isLinear ? .perp : .spot, base: base, quote: quote,
      tick: Price(tick), step: Quantity(step), minimumQuantity: Quantity(minimum))
    let maximum = lot.positive("maxLimitOrderQty") ?? lot.positive("maxOrderQty")
    let market = lot.positive("maxMarketOrderQty") ?? lot.positive("maxMktOrderQty")
    rules.maximumQuantity = maximum.map { Quantity($0) }
    rules.maximumMarketQuantity = (market ?? maximum).map { Quantity($0) }
    rules.minimumNotional = Money(
      lot.decimal("minNotionalValue") ?? lot.decimal("minOrderAmt") ?? .zero)
    if let step = lot.positive("quotePrecision") { rules.quoteStep = Money(step) }
    rules.isTrading = row["status"]?.text == "Trading"
    return rules
  }

  /// A row of OKX's `instruments`; sizes of swaps are contracts of `ctVal` times `ctMult` base
  /// units. Source: OKX "Get instruments".
  static func okx(_ row: JSONNode) -> InstrumentRules? {
    guard let venueSymbol = row["instId"]?.text, let type = row["instType"]?.text,
      let tick = row.positive("tickSz"), let lot = row.positive("lotSz"),
      let minimum = row.decimal("minSz")
    else { return nil }
    let parts = venueSymbol.split(separator: "-").map(String.init)
    guard parts.count == (type == "SWAP" ? 3 : 2), type == "SPOT" || type == "SWAP" else {
      return nil
    }
    let (base, quote) = (parts[0], parts[1])
    var contract = Decimal18.one
    if type == "SWAP" {
      guard row["ctType"]?.text == "linear", row["settleCcy"]?.text == quote,
        let value = row.positive("ctVal"),
        let size = value.multipliedIfFits(by: row.positive("ctMult") ?? .one, rounding: .down)
      else { return nil }
      contract = size
    }
    guard let step = lot.multipliedIfFits(by: contract, rounding: .down), step.isPositive,
      let smallest = minimum.multipliedIfFits(by: contract, rounding: .up)
    else { return nil }
    var rules = InstrumentRules(
      symbol: type == "SWAP" ? "\(base)/\(quote):\(quote)" : "\(base)/\(quote)",
      venueSymbol: venueSymbol, market: type == "SWAP" ? .perp : .spot, base: base, quote: quote,
      tick: Price(tick), step: Quantity(step), minimumQuantity: Quantity(smallest))
    rules.contractSize = Quantity(contract)
    rules.maximumQuantity = row.positive("maxLmtSz")?
      .multipliedIfFits(by: contract, rounding: .down).map { Quantity($0) }
    if type == "SWAP" {
      rules.maximumMarketQuantity = row.positive("maxMktSz")?
        .multipliedIfFits(by: contract, rounding: .down).map { Quantity($0) }
    }
    rules.isTrading = row["state"]?.text == "live"
    return rules
  }

  /// Ten to the minus `places`.
  private static func increment(_ places: String?) -> Decimal18? {
    guard let places, let count = Int(places), (0...18).contains(count) else { return nil }
    return Decimal18("1e-\(count)")
  }
}

extension JSONNode {
  /// The text of a string or number.
  var literal: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  /// An exact number of zero or more under a name.
  fileprivate func decimal(_ name: String) -> Decimal18? {
    guard let text = self[name]?.literal, let number = Decimal18(text), !number.isNegative else {
      return nil
    }
    return number
  }

  /// An exact number above zero under a name.
  fileprivate func positive(_ name: String) -> Decimal18? {
    guard let number = decimal(name), number.isPositive else { return nil }
    return number
  }
}
