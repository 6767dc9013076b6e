import FixedPoint
import Protocols
import TradingModel

extension SimulatedChain {
  /// Carries one step out.
  mutating func run(
    _ step: ChainStep, index: Int, _ context: inout StepContext
  ) throws(SimulatedRevert) {
    let output: ChainOutput?
    switch step.operation {
    case .approve, .revoke: output = nil
    case .wrap, .unwrap: output = try convert(step, &context)
    case .transfer: output = try send(step, &context)
    case .supply: output = try supply(step, &context)
    case .withdraw: output = try withdraw(step, &context)
    case .borrow: output = try borrow(step, &context)
    case .repay: output = try repay(step, &context)
    case .setEMode: output = try setEMode(step, &context)
    case .setCollateral: output = try setCollateral(step, &context)
    case .stake: output = try stake(step, &context)
    case .unstake: output = try unstake(step, &context)
    case .claim: output = try claim(step, &context)
    case .swap: output = try swap(step, &context)
    case .flash: output = try flash(step, &context)
    }
    if let least = step.minimumReceived {
      guard let output, output.amount >= least else {
        throw SimulatedRevert("received less than the minimum")
      }
    }
    context.received.append(output)
  }

  /// Token units of a step's amount; `whole` is what `max` means for the operation.
  func amount(
    of step: ChainStep, whole: UInt256?, _ context: StepContext
  ) throws(SimulatedRevert) -> UInt256 {
    let result: UInt256
    switch step.amount {
    case .exact(let amount): result = try units(amount, of: step.token)
    case .max:
      guard let whole else { throw SimulatedRevert("max has no meaning here") }
      result = whole
    case .outputOfStep(let index):
      guard context.received.indices.contains(index), let output = context.received[index],
        output.asset == step.token
      else { throw SimulatedRevert("step \(index) received no \(catalog[step.token].symbol)") }
      result = try units(output.amount, of: step.token)
    }
    if result.isZero { throw SimulatedRevert("zero amount") }
    return result
  }

  func balance(_ asset: AssetID, _ context: StepContext) -> UInt256 {
    wallets[context.wallet].balances[asset.index]
  }

  /// Takes tokens from the wallet and notes it.
  mutating func take(
    _ asset: AssetID, _ units: UInt256, _ cause: Cause, _ context: inout StepContext
  ) throws(SimulatedRevert) {
    if units.isZero { return }
    try debit(context.wallet, asset, units)
    note(asset, -(try quantity(units, of: asset)), cause, &context)
  }

  /// Gives tokens to the wallet and notes it.
  @discardableResult
  mutating func give(
    _ asset: AssetID, _ units: UInt256, _ cause: Cause, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput {
    let amount = try quantity(units, of: asset)
    try credit(context.wallet, asset, units)
    note(asset, amount, cause, &context)
    return ChainOutput(asset: asset, amount: amount)
  }

  private func note(
    _ asset: AssetID, _ amount: Quantity, _ cause: Cause, _ context: inout StepContext
  ) {
    if amount.isZero { return }
    let key = catalog.walletKey(wallets[context.wallet].venue, asset)
    context.movements.append(Movement(key: key, amount: amount, cause: cause))
  }

  /// Wraps or unwraps: ETH ↔ WETH one for one, backed tokens at the protocol's rate, floored.
  private mutating func convert(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput {
    let wraps = step.operation == .wrap
    let (native, wrapped) = (context.chain.nativeAsset, context.chain.wrappedAsset)
    if step.token == (wraps ? native : wrapped),
      step.receive.map({ $0 == (wraps ? wrapped : native) }) ?? true
    {
      let amount = try amount(of: step, whole: balance(step.token, context), context)
      try take(step.token, amount, .conversion, &context)
      return try give(wraps ? wrapped : native, amount, .conversion, &context)
    }
    let other = try partner(of: step)
    let outer = wraps ? other : step.token
    guard case .rate(let inner) = catalog[outer].backing, inner == (wraps ? step.token : other),
      let rate = prices.protocolRate(of: outer, in: inner)
    else { throw SimulatedRevert("no protocol rate between the tokens") }
    let amount = try amount(of: step, whole: balance(step.token, context), context)
    let result = try shares(amount, from: step.token, to: other, rate: rate, divides: wraps)
    try take(step.token, amount, .conversion, &context)
    return try give(other, result, .conversion, &context)
  }

  /// The token at the other end of a wrap: the one named, else the only one there is.
  private func partner(of step: ChainStep) throws(SimulatedRevert) -> AssetID {
    if let receive = step.receive { return receive }
    if step.operation == .unwrap, case .rate(let inner) = catalog[step.token].backing {
      return inner
    }
    let outer = catalog.assets.filter { $0.backing == .rate(step.token) }
    guard step.operation == .wrap, outer.count == 1, let only = outer.first else {
      throw SimulatedRevert("the token to receive is not named")
    }
    return only.id
  }

  /// Units at a protocol rate by the share arithmetic of the protocols, floored.
  func shares(
    _ amount: UInt256, from: AssetID, to: AssetID, rate: Decimal18, divides: Bool
  ) throws(SimulatedRevert) -> UInt256 {
    guard catalog[from].decimals == catalog[to].decimals else {
      throw SimulatedRevert("tokens of different decimals")
    }
    let pool = LidoPool(
      totalPooledEther: UInt256(rate.mantissa.magnitude),
      totalShares: UInt256(Decimal18.scaleFactor.magnitude))
    do {
      let result =
        divides
        ? try pool.shares(forPooledEther: amount) : try pool.pooledEther(forShares: amount)
      if result.isZero { throw ProtocolMathError.zeroAmount }
      return result
    } catch {
      throw SimulatedRevert("\(error)")
    }
  }

  /// Sends to another wallet of the desk (a transfer), or to any other address, which counts as
  /// taken by the owner. Deposits to exchanges are transfers of the rail.
  private mutating func send(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput? {
    guard let target = step.counterparty else { throw SimulatedRevert("no recipient") }
    let amount = try amount(of: step, whole: balance(step.token, context), context)
    guard let venue = catalog.venue(named: target) else {
      try take(step.token, amount, .opening, &context)
      return nil
    }
    guard let wallet = walletIndex(venue.id) else {
      throw SimulatedRevert("a deposit to a venue is a transfer, not a chain operation")
    }
    try take(step.token, amount, .transfer, &context)
    try credit(wallet, step.token, amount)
    context.movements.append(
      Movement(
        key: catalog.walletKey(venue.id, step.token), amount: try quantity(amount, of: step.token),
        cause: .transfer))
    return nil
  }

  /// Lends within the transaction; venues that are not Aave-like lend at no premium.
  private mutating func flash(
    _ step: ChainStep, _ context: inout StepContext
  ) throws(SimulatedRevert) -> ChainOutput {
    let amount = try amount(of: step, whole: nil, context)
    let name = catalog.venues.indices.contains(step.venue.index) ? catalog[step.venue].name : ""
    let isFree = name.hasPrefix("morpho") || name.hasPrefix("balancer")
    let premium: UInt256
    do {
      premium =
        isFree
        ? .zero : try options.aaveRevision.flashPremium(on: amount, premium: options.flashPremium)
    } catch {
      throw SimulatedRevert(error)
    }
    context.loans.append(
      StepContext.FlashLoan(
        venue: step.venue, asset: step.token, amount: amount, premium: premium))
    return try give(step.token, amount, .conversion, &context)
  }
}
