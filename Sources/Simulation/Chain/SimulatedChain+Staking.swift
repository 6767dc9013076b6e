import FixedPoint
import TradingModel

extension SimulatedChain {
  /// Stakes at the protocol's rate, floored; the rate is the product of the rates from the token
  /// received back to the token staked (weETH → eETH → ETH).
  mutating func stake(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput? {
    guard let route = catalog.stakingRoute(venue: step.venue, receive: step.receive) else {
      throw SimulatedRevert("no staking route, or the token to receive is not named")
    }
    if route.stake != step.token {
      throw SimulatedRevert("stakes \(catalog[route.stake].symbol) only")
    }
    let amount = try amount(of: step, whole: balance(step.token, context), context)
    if try quantity(amount, of: step.token) < route.minimum {
      throw SimulatedRevert("below the smallest stake")
    }
    let rate = try rate(of: route)
    let minted = try shares(
      amount, from: route.stake, to: route.receive, rate: rate, divides: true)
    try take(step.token, amount, .conversion, &context)
    return try give(route.receive, minted, .conversion, &context)
  }

  /// Queues a withdrawal at the rate of this moment; a claim is held until it is paid out.
  mutating func unstake(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput? {
    let routes = catalog.stakingRoutes.filter {
      $0.venue == step.venue && $0.receive == step.token
        && (step.receive == nil || step.receive == $0.stake)
    }
    guard let route = routes.first else { throw SimulatedRevert("no withdrawal route") }
    let amount = try amount(of: step, whole: balance(step.token, context), context)
    let rate = try rate(of: route)
    let paid = try shares(
      amount, from: route.receive, to: route.stake, rate: rate, divides: false)
    try take(step.token, amount, .conversion, &context)
    wallets[context.wallet].claims.append(
      ClaimTicket(
        venue: step.venue, asset: route.stake, amount: paid,
        claimableAt: context.now.advanced(by: route.withdrawalDelay)))
    context.movements.append(
      Movement(
        key: PositionKey(venue: step.venue, type: .claim, asset: route.stake),
        amount: try quantity(paid, of: route.stake), cause: .conversion))
    return nil
  }

  /// Pays out every claim at the venue whose time has come.
  mutating func claim(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput? {
    let claims = wallets[context.wallet].claims
    let ripe = claims.filter { $0.venue == step.venue && $0.claimableAt <= context.now }
    guard let asset = ripe.first?.asset else {
      let waits = claims.contains { $0.venue == step.venue }
      throw SimulatedRevert(waits ? "the withdrawal is not finalised" : "nothing to claim")
    }
    var total = UInt256.zero
    for ticket in ripe where ticket.asset == asset {
      let (sum, overflow) = total.addingReportingOverflow(ticket.amount)
      if overflow { throw SimulatedRevert("amount too large") }
      total = sum
    }
    wallets[context.wallet].claims.removeAll {
      $0.venue == step.venue && $0.asset == asset && $0.claimableAt <= context.now
    }
    context.movements.append(
      Movement(
        key: PositionKey(venue: step.venue, type: .claim, asset: asset),
        amount: -(try quantity(total, of: asset)), cause: .conversion))
    return try give(asset, total, .conversion, &context)
  }

  private func rate(of route: StakingRoute) throws(SimulatedRevert) -> Decimal18 {
    guard let rate = prices.protocolRate(of: route.receive, in: route.stake) else {
      throw SimulatedRevert("protocol rate of \(catalog[route.receive].symbol) unknown")
    }
    return rate
  }

  /// Swaps at market: output = input × (1 − pool fee) × (1 − swap slippage) × price ratio, each
  /// product floored. The price ratio comes from market rates, oracles and spot prices; a pool's
  /// own depth is not known.
  mutating func swap(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput? {
    guard let receive = step.receive, receive != step.token else {
      throw SimulatedRevert("the token to receive is not named")
    }
    let pool = catalog.pools.first {
      $0.venue == step.venue && (step.poolFee == nil || step.poolFee == $0.fee)
        && (($0.first == step.token && $0.second == receive)
          || ($0.first == receive && $0.second == step.token))
    }
    guard let pool else { throw SimulatedRevert("no pool of that pair and fee") }
    guard let given = prices.worth(of: step.token, atMarket: true),
      let got = prices.worth(of: receive, atMarket: true), given.root == got.root,
      given.price.isPositive, got.price.isPositive
    else { throw SimulatedRevert("no price between the tokens") }
    let amount = try amount(of: step, whole: balance(step.token, context), context)
    let afterFee = try kept(amount, less: pool.fee)
    let output = try kept(
      try exchanged(
        afterFee, given.price, got.price, from: step.token, to: receive),
      less: try slippage(of: amount, given, step, receive))
    if output.isZero { throw SimulatedRevert("zero amount") }
    try take(step.token, afterFee, .trade, &context)
    try take(step.token, amount &- afterFee, .fee, &context)
    return try give(receive, output, .trade, &context)
  }

  /// What a swap of that value loses beside the pool's fee: the cost table's rate where it has one
  /// and the value in dollars is known, else the flat one.
  private func slippage(
    of amount: UInt256, _ given: ChainPrices.Worth, _ step: ChainStep, _ receive: AssetID
  ) throws(SimulatedRevert) -> Rate {
    let rows = options.costs.rows { place in
      guard case .pool(step.venue, let first, let second) = place else { return false }
      return (first == step.token && second == receive)
        || (first == receive && second == step.token)
    }
    guard !rows.isEmpty, prices.isDollar(given.root) else { return options.swapSlippage }
    let value = try quantity(amount, of: step.token).value
      .multipliedIfFits(by: given.price, rounding: .up)
    return rows.rate(of: Money(value ?? .greatestFiniteMagnitude)) ?? options.swapSlippage
  }

  /// Units less a fraction, floored.
  private func kept(_ units: UInt256, less fraction: Rate) throws(SimulatedRevert) -> UInt256 {
    let share = Decimal18.one.subtracting(fraction.value)
    guard let share, !share.isNegative, share <= .one,
      let result = UInt256.mulDiv(
        units, UInt256(share.mantissa.magnitude), UInt256(Decimal18.scaleFactor.magnitude),
        rounding: .floor)
    else { throw SimulatedRevert("fee out of range") }
    return result
  }

  private func exchanged(
    _ units: UInt256, _ given: Decimal18, _ got: Decimal18, from: AssetID, to: AssetID
  ) throws(SimulatedRevert) -> UInt256 {
    guard let from = UInt256(Decimal18.one, decimals: catalog[from].decimals, rounding: .down),
      let to = UInt256(Decimal18.one, decimals: catalog[to].decimals, rounding: .down)
    else { throw SimulatedRevert("decimals out of range") }
    let (numerator, first) = UInt256(given.mantissa.magnitude).multipliedReportingOverflow(by: to)
    let (divisor, second) = UInt256(got.mantissa.magnitude).multipliedReportingOverflow(by: from)
    guard !first, !second,
      let result = UInt256.mulDiv(units, numerator, divisor, rounding: .floor)
    else { throw SimulatedRevert("amount too large") }
    return result
  }
}
