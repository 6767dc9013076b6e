import FixedPoint
import Orders
import TradingModel

/// Turns the names of an action into ids and its expressions into numbers.
struct IntentRouter: Sendable {
  let catalog: Catalog
  let addressBook: [String: VenueID]
  let defaultWallet: VenueID?

  /// The request of a trade, not yet normalised.
  func request(
    _ trade: TradeAction, market: MarketView, holding: (PositionKey) -> Quantity
  ) throws(RouteError) -> OrderRequest {
    let venue = try venue(trade.venue, kinds: [.exchange])
    let instrument = try instrument(venue, trade)
    var price: Price?
    switch trade.price {
    case .exact(let exact): price = exact
    case .relative(let reference, let offset):
      guard let base = market.price(instrument.id, reference),
        let factor = Decimal18.one.adding(offset.value),
        let value = base.value.multipliedIfFits(by: factor, rounding: .halfEven)
      else {
        throw RouteError(
          "missingPrice",
          "no \(reference.rawValue) price of \(trade.pair) at \(trade.venue) is known yet")
      }
      price = Price(value)
    case nil: break
    }
    var type = trade.type
    if let slippage = trade.requirements.maximumSlippage, !type.isTriggered {
      let bound = try bound(slippage, trade, market.reference(instrument.id, side: trade.side))
      price = price.map { trade.side == .buy ? min($0, bound) : max($0, bound) } ?? bound
      type = .limit
    }
    return OrderRequest(
      instrument: instrument, side: trade.side, type: type,
      quantity: try quantity(trade, instrument, holding), price: price,
      timeInForce: trade.timeInForce ?? (trade.type.needsPrice ? .gtc : .ioc),
      expiresAt: trade.expiresAt, postOnly: trade.postOnly, reduceOnly: trade.reduceOnly,
      trigger: trade.trigger, protection: trade.protection, marginMode: trade.marginMode)
  }

  /// The worst price within a slippage of the arrival price. A market order with such a limit
  /// becomes an immediate-or-cancel order at it, so that the limit holds before and not after.
  private func bound(
    _ slippage: Rate, _ trade: TradeAction, _ arrival: Price?
  ) throws(RouteError) -> Price {
    let offset = trade.side == .buy ? slippage.value : -slippage.value
    guard let arrival, let factor = Decimal18.one.adding(offset),
      let value = arrival.value.multipliedIfFits(
        by: factor, rounding: trade.side == .buy ? .floor : .ceiling)
    else {
      throw RouteError(
        "missingPrice",
        "no price of \(trade.pair) at \(trade.venue) is known to hold the slippage against")
    }
    return Price(value)
  }

  private func quantity(
    _ trade: TradeAction, _ instrument: Instrument, _ holding: (PositionKey) -> Quantity
  ) throws(RouteError) -> Quantity {
    switch trade.quantity {
    case .exact(let quantity): return quantity
    case .reference(let reference):
      throw RouteError("unresolved", "$\(reference.leg).\(reference.field.rawValue) has no value")
    case .max:
      if instrument.market == .perp {
        return holding(PositionKey(perp: instrument.id, venue: instrument.venue)).magnitude
      }
      guard trade.side == .sell else {
        throw RouteError("maxBuy", "a spot buy needs a quantity; 'max' is for sells")
      }
      return holding(PositionKey(venue: instrument.venue, asset: instrument.base))
    }
  }

  /// The chain transaction of an on-chain action.
  func transaction(_ action: OnChainAction, id: ActionID) throws(RouteError) -> ChainTransaction {
    let chain = try venue(action.chain, kinds: [.chain])
    let wallet = try wallet(action.wallet)
    var steps: [ChainStep] = []
    for step in action.steps { steps.append(try resolve(step, chain: chain, index: steps.count)) }
    guard !steps.isEmpty else { throw RouteError("emptyPlan", "the action has no steps") }
    return ChainTransaction(
      id: id, chain: chain, wallet: wallet, steps: steps, isAtomic: action.isAtomic,
      minimumHealthFactor: action.requirements.healthFactorMin,
      maximumFeePerGas: action.maximumFeePerGas)
  }

  func resolve(
    _ step: OnChainStep, chain: VenueID, index: Int
  ) throws(RouteError) -> ChainStep {
    let place =
      try step.protocolName.map { name throws(RouteError) in
        try venue(name, kinds: [.lending, .staking, .swap, .chain])
      } ?? chain
    var resolved = ChainStep(
      operation: step.operation, venue: place, token: try token(of: step, chain),
      amount: try amount(step.amount, before: index))
    if step.operation == .setEMode { try checkEMode(step.category, at: place) }
    if let receive = step.receive { resolved.receive = try asset(receive) }
    if step.operation == .stake, resolved.receive == nil {
      guard let route = catalog.stakingRoute(venue: place, receive: nil) else {
        throw RouteError("missingField", "say which token to receive from \(catalog[place].name)")
      }
      resolved.receive = route.receive
    }
    resolved.minimumReceived = step.minimumReceived
    resolved.poolFee = step.poolFee
    resolved.category = step.category
    resolved.enabled = step.enabled
    resolved.counterparty = step.counterparty
    return resolved
  }

  /// The asset of a step; an e-mode has none, and stands for the chain's own.
  private func token(of step: OnChainStep, _ chain: VenueID) throws(RouteError) -> AssetID {
    if step.operation == .setEMode, step.token.isEmpty, let profile = catalog.chain(chain) {
      return profile.nativeAsset
    }
    return try asset(step.token)
  }

  private func checkEMode(_ category: Int?, at venue: VenueID) throws(RouteError) {
    let known = catalog.eModeCategories.filter { $0.venue == venue }
    let number = category ?? 0
    guard number != 0, !known.contains(where: { $0.number == number }) else { return }
    let names = known.map { "\($0.number) (\($0.label))" }.joined(separator: ", ")
    throw RouteError(
      "unknownEMode", "\(catalog[venue].name) has no e-mode category \(number)",
      hint: "It has: \(names); 0 leaves e-mode.")
  }

  private func amount(
    _ expression: AmountExpression, before index: Int
  ) throws(RouteError) -> ChainAmount {
    switch expression {
    case .exact(let quantity): return .exact(quantity)
    case .max: return .max
    case .reference(let reference):
      guard reference.leg.hasPrefix("@"), let target = Int(reference.leg.dropFirst()),
        (0..<index).contains(target)
      else { throw RouteError("unresolved", "$\(reference.leg) has no value yet") }
      return .outputOfStep(target)
    }
  }

  /// The request of a transfer.
  func transfer(
    _ action: TransferAction, id: ActionID, holding: (PositionKey) -> Quantity
  ) throws(RouteError) -> TransferRequest {
    let asset = try asset(action.asset)
    let source = try endpoint(action.source)
    let destination = try endpoint(action.destination)
    guard source != destination else {
      throw RouteError("sameEndpoint", "source and destination are both \(catalog[source].name)")
    }
    let quantity: Quantity
    switch action.amount {
    case .exact(let exact): quantity = exact
    case .max: quantity = holding(catalog.balanceKey(venue: source, asset: asset))
    case .reference(let reference):
      throw RouteError("unresolved", "$\(reference.leg).\(reference.field.rawValue) has no value")
    }
    guard quantity.isPositive else {
      throw RouteError("quantityNotPositive", "there is no \(action.asset) to transfer")
    }
    return TransferRequest(
      id: id, asset: asset, amount: quantity, source: source, destination: destination,
      network: action.network)
  }
}
