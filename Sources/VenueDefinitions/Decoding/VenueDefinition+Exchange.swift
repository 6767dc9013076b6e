import FixedPoint
import TradingModel

extension VenueDefinition {
  /// Reads the sections of an exchange.
  mutating func readExchange(_ fields: FieldReader) throws(VenueDefinitionError) {
    for element in try fields.elements("assets") { try readAsset(element) }
    for element in try fields.elements("instruments") { try readInstrument(element) }
    for element in try fields.elements("fees") { try readFees(element) }
    try readMargin(fields)
    for element in try fields.elements("orders") { try readOrders(element) }
    for element in try fields.elements("networks") { try readNetwork(element) }
  }

  private mutating func readAsset(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(reader, keys: ["symbol", "decimals"])
    let asset = AssetDefinition(
      symbol: try fields.text("symbol"), decimals: try fields.integer("decimals", 0...18))
    guard !assets.contains(where: { $0.symbol == asset.symbol }) else {
      throw reader.error(.duplicate(asset.symbol))
    }
    assets.append(asset)
  }

  private mutating func readInstrument(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(
      reader,
      keys: [
        "symbol", "market", "venueSymbol", "base", "quote", "settle", "tick", "step",
        "minimumQuantity", "maximumQuantity", "minimumNotional", "contractSize", "maximumLeverage",
      ])
    let instrument = InstrumentDefinition(
      symbol: try fields.text("symbol"), market: try fields.required("market").choice(),
      venueSymbol: try fields.text("venueSymbol"), base: try fields.text("base"),
      quote: try fields.text("quote"), settle: try fields.text("settle"),
      tick: try fields.number("tick", .positive), step: try fields.number("step", .positive),
      minimumQuantity: try fields.number("minimumQuantity", .positive),
      maximumQuantity: try fields.optionalNumber("maximumQuantity", .positive),
      minimumNotional: try fields.number("minimumNotional", .notNegative),
      contractSize: try fields.number("contractSize", .positive),
      maximumLeverage: try fields.number("maximumLeverage", .atLeastOne))
    try check(instrument, fields)
    instruments.append(instrument)
  }

  private func check(
    _ instrument: InstrumentDefinition, _ fields: FieldReader
  ) throws(VenueDefinitionError) {
    let pair = "\(instrument.base)/\(instrument.quote)"
    let symbol = instrument.market == .spot ? pair : "\(pair):\(instrument.settle)"
    guard instrument.symbol == symbol else {
      throw try fields.required("symbol").notAllowed(instrument.symbol, symbol)
    }
    guard instrument.settle == instrument.quote else {
      throw try fields.required("settle").notAllowed(instrument.settle, instrument.quote)
    }
    for other in instruments where other.market == instrument.market {
      if other.symbol == instrument.symbol { throw fields.reader.error(.duplicate(symbol)) }
      if other.venueSymbol == instrument.venueSymbol {
        throw try fields.required("venueSymbol").error(.duplicate(instrument.venueSymbol))
      }
    }
    let minimum = instrument.minimumQuantity
    guard minimum.rounded(toMultipleOf: instrument.step, rounding: .down) == minimum else {
      throw try fields.required("minimumQuantity")
        .notAllowed(minimum.description, "a multiple of step \(instrument.step)")
    }
    if let maximum = instrument.maximumQuantity, maximum < minimum {
      throw try fields.required("maximumQuantity")
        .notAllowed(maximum.description, "at least minimumQuantity \(minimum)")
    }
    if instrument.market == .spot, instrument.maximumLeverage.value != .one {
      throw try fields.required("maximumLeverage")
        .notAllowed(instrument.maximumLeverage.description, "1 for spot")
    }
  }

  private mutating func readFees(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(reader, keys: ["market", "buyFeeCoin", "sellFeeCoin", "tiers"])
    let market: Market = try fields.required("market").choice()
    guard self.fees(for: market) == nil else { throw reader.error(.duplicate(market.rawValue)) }
    var tiers: [FeeTier] = []
    for element in try fields.required("tiers").elements() {
      let tier = try FieldReader(element, keys: ["name", "maker", "taker"])
      let named = FeeTier(
        name: try tier.text("name"), maker: try tier.number("maker", .signedFraction),
        taker: try tier.number("taker", .signedFraction))
      guard !tiers.contains(where: { $0.name == named.name }) else {
        throw element.error(.duplicate(named.name))
      }
      guard named.maker + named.taker >= .zero else {
        throw element.notAllowed("maker \(named.maker)", "a rebate no larger than the taker fee")
      }
      tiers.append(named)
    }
    guard !tiers.isEmpty else {
      throw try fields.required("tiers").notAllowed("an empty list", "at least one tier")
    }
    fees.append(
      FeeSchedule(
        market: market, buyFeeCoin: try fields.required("buyFeeCoin").choice(),
        sellFeeCoin: try fields.required("sellFeeCoin").choice(), tiers: tiers))
  }

  private mutating func readOrders(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(
      reader,
      keys: ["market", "types", "timeInForce", "postOnly", "reduceOnly", "clientOrderIDLength"])
    let market: Market = try fields.required("market").choice()
    guard self.orders(for: market) == nil else { throw reader.error(.duplicate(market.rawValue)) }
    orders.append(
      OrderSupport(
        market: market, types: try fields.choices("types"),
        timeInForce: try fields.choices("timeInForce"),
        postOnly: try fields.required("postOnly").boolean(),
        reduceOnly: try fields.required("reduceOnly").boolean(),
        clientOrderIDLength: try fields.integer("clientOrderIDLength", 1...128)))
  }

  private mutating func readNetwork(_ reader: NodeReader) throws(VenueDefinitionError) {
    let fields = try FieldReader(
      reader,
      keys: [
        "asset", "network", "venueNetwork", "chain", "withdrawalFee", "withdrawalMinimum",
        "withdrawalDelaySeconds", "depositConfirmations", "depositMinimum",
      ])
    let network = NetworkDefinition(
      asset: try fields.text("asset"), network: try fields.text("network"),
      venueNetwork: try fields.text("venueNetwork"), chain: try fields.text("chain"),
      withdrawalFee: try fields.number("withdrawalFee", .notNegative),
      withdrawalMinimum: try fields.number("withdrawalMinimum", .notNegative),
      withdrawalDelaySeconds: try fields.integer("withdrawalDelaySeconds", 0...31_536_000),
      depositConfirmations: try fields.integer("depositConfirmations", 0...10_000),
      depositMinimum: try fields.number("depositMinimum", .notNegative))
    for other in networks where other.asset == network.asset && other.network == network.network {
      throw reader.error(.duplicate("\(network.asset) on \(network.network)"))
    }
    networks.append(network)
  }
}
