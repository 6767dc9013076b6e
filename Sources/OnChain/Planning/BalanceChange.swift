import FixedPoint
import Protocols
import TradingModel

/// The difference of two readings of an account, told as movements with their causes.
struct BalanceChange {
  let place: ChainPlace
  let before: ChainBalances
  let after: ChainBalances

  /// The movements: what the step moved, and beside it interest, growth of rebasing tokens and
  /// payments from outside. Gas paid is left out of the native coin's change, because it is told by
  /// itself.
  /// - Throws: `CallFailure.refused` for an amount the ledger cannot hold.
  func movements(of step: ChainStep?, gas: UInt256) throws(CallFailure) -> [Movement] {
    var movements: [Movement] = []
    for key in after.amounts.keys.sorted() {
      guard let asset = key.asset else { continue }
      let change = try change(of: key, asset, gas: gas)
      if change.isZero { continue }
      let moved = try moved(by: step, key, change)
      if !moved.isZero {
        movements += try split(moved, key, asset, step)
      }
      let drift = change - moved
      if !drift.isZero {
        movements.append(Movement(key: key, amount: drift, cause: self.cause(of: key)))
      }
    }
    return movements
  }

  /// What the step gave to the wallet: the growth of the token it receives.
  func output(of step: ChainStep, gas: UInt256) throws(CallFailure) -> ChainOutput? {
    guard let asset = received(by: step) else { return nil }
    let key = place.catalog.balanceKey(venue: place.wallet, asset: asset)
    let change = try change(of: key, asset, gas: gas)
    return change.isPositive ? ChainOutput(asset: asset, amount: change) : nil
  }

  func received(by step: ChainStep) -> AssetID? {
    switch step.operation {
    case .wrap: step.token == place.native ? place.wrapped : step.receive ?? outer(of: step.token)
    case .unwrap: step.token == place.wrapped ? place.native : step.receive ?? inner(of: step.token)
    case .withdraw, .borrow: step.token
    case .stake, .swap: step.receive
    case .claim: step.receive ?? place.native
    default: nil
    }
  }

  func inner(of asset: AssetID) -> AssetID? {
    if case .rate(let inner) = place.catalog[asset].backing { inner } else { nil }
  }

  private func outer(of asset: AssetID) -> AssetID? {
    place.catalog.assets.first { $0.backing == .rate(asset) }?.id
  }

  func change(
    of key: PositionKey, _ asset: AssetID, gas: UInt256
  ) throws(CallFailure) -> Quantity {
    let isNative = asset == place.native && key.venue == place.wallet
    let now = try place.quantity(isNative ? after[key] + gas : after[key], of: asset)
    return now - (try place.quantity(before[key], of: asset))
  }

  /// The part of a position's change that the step itself made.
  private func moved(
    by step: ChainStep?, _ key: PositionKey, _ change: Quantity
  ) throws(CallFailure) -> Quantity {
    guard let step, let asset = key.asset else { return .zero }
    switch key.type {
    case .aToken, .debtToken:
      // The reserve's own movement is what the wallet gave or got; the rest is interest.
      guard asset == step.token, key.venue == step.venue else { return .zero }
      let wallet = place.catalog.balanceKey(venue: place.wallet, asset: asset)
      let paid = try self.change(of: wallet, asset, gas: .zero)
      switch (step.operation, key.type) {
      case (.supply, .aToken), (.withdraw, .aToken): return -paid
      case (.borrow, .debtToken), (.repay, .debtToken): return paid
      default: return .zero
      }
    default:
      let touched = [step.token, received(by: step)]
      return touched.contains(asset) || isPassedThrough(asset, step) ? change : .zero
    }
  }

  /// stETH between a stake and its wrap: a wei or two may stay.
  private func isPassedThrough(_ asset: AssetID, _ step: ChainStep) -> Bool {
    guard step.operation == .stake, let receive = step.receive else { return false }
    return inner(of: receive) == asset
  }

  func cause(of key: PositionKey) -> Cause {
    switch key.type {
    case .aToken: .interest
    case .debtToken: .borrowInterest
    case .lst: .staking
    default:
      // A rebasing token grows; anything else came from outside.
      key.asset.map { ["stETH", "eETH"].contains(place.catalog[$0].symbol) } ?? false
        ? .staking : .opening
    }
  }

  /// A swap's input is told with the pool's fee apart.
  private func split(
    _ moved: Quantity, _ key: PositionKey, _ asset: AssetID, _ step: ChainStep?
  ) throws(CallFailure) -> [Movement] {
    guard let step, step.operation == .swap else {
      let isPayment = step?.operation == .transfer
      return [Movement(key: key, amount: moved, cause: isPayment ? .opening : .conversion)]
    }
    guard moved.isNegative, let fee = step.poolFee,
      let kept = Quantity(moved.value.magnitude).times(fee)
    else { return [Movement(key: key, amount: moved, cause: .trade)] }
    return [
      Movement(key: key, amount: moved + kept, cause: .trade),
      Movement(key: key, amount: -kept, cause: .fee),
    ]
  }
}

extension Quantity {
  fileprivate func times(_ rate: Rate) -> Quantity? {
    value.multipliedIfFits(by: rate.value, rounding: .floor).map { Quantity($0) }
  }
}
