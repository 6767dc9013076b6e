import Ethereum
import FixedPoint
import Protocols
import TradingModel
import VenueDefinitions

/// The difference that a group made, told as movements with their causes.
struct GroupChange {
  let change: BalanceChange
  let events: GroupEvents
  let transaction: ChainTransaction

  private var place: ChainPlace { change.place }

  /// The movements: principal by the pool's own events, what remains as interest; premiums and pool
  /// fees apart; everything else the group exchanged as conversion.
  /// - Throws: `CallFailure.refused` for an amount the ledger cannot hold.
  func movements(gas: UInt256) throws -> [Movement] {
    var movements: [Movement] = []
    for key in change.after.amounts.keys.sorted() {
      guard let asset = key.asset else { continue }
      let delta = try change.change(of: key, asset, gas: gas)
      if delta.isZero { continue }
      func add(_ amount: Quantity, _ cause: Cause) {
        if !amount.isZero { movements.append(Movement(key: key, amount: amount, cause: cause)) }
      }
      switch key.type {
      case .aToken, .debtToken:
        let sums = key.type == .aToken ? events.supplied : events.borrowed
        let moved = try principal(sums, asset)
        add(moved, .conversion)
        add(delta - moved, key.type == .aToken ? .interest : .borrowInterest)
      default:
        guard touched.contains(asset) else {
          add(delta, change.cause(of: key))
          continue
        }
        let fees = try fees(asset)
        add(delta + fees, .conversion)
        add(-fees, .fee)
      }
    }
    return movements
  }

  /// What each step gave that the account now holds: the last step that receives an asset gave what
  /// the account holds more of it.
  func outputs(gas: UInt256) throws -> [ChainOutput?] {
    var outputs = [ChainOutput?](repeating: nil, count: transaction.steps.count)
    var seen: Set<AssetID> = []
    for (index, step) in transaction.steps.enumerated().reversed() {
      guard let asset = change.received(by: step), seen.insert(asset).inserted else { continue }
      let key = place.catalog.balanceKey(venue: place.wallet, asset: asset)
      let delta = try change.change(of: key, asset, gas: gas)
      if delta.isPositive { outputs[index] = ChainOutput(asset: asset, amount: delta) }
    }
    return outputs
  }

  private var touched: Set<AssetID> {
    var assets: Set<AssetID> = []
    for step in transaction.steps {
      assets.insert(step.token)
      if let received = change.received(by: step) {
        assets.insert(received)
        if let inner = change.inner(of: received) { assets.insert(inner) }
      }
    }
    return assets
  }

  private func principal(_ sums: [Address: Int256], _ asset: AssetID) throws -> Quantity {
    guard let token = place.deployment.token(place.catalog[asset].symbol), let sum = sums[token]
    else { return .zero }
    let amount = try place.quantity(sum.magnitude, of: asset)
    return sum.isNegative ? -amount : amount
  }

  /// Premiums, and the pools' parts of what swaps took.
  private func fees(_ asset: AssetID) throws -> Quantity {
    var fees = Quantity.zero
    let token = place.deployment.token(place.catalog[asset].symbol)
    if let token, let premium = events.premiums[token] {
      fees += try place.quantity(premium, of: asset)
    }
    let swaps = transaction.steps.filter {
      $0.operation == .swap && place.catalog[$0.venue].name == "uniswap_v3"
    }
    guard swaps.count == events.swapInputs.count else { return fees }
    for (step, input) in zip(swaps, events.swapInputs) where step.token == asset {
      guard let rate = step.poolFee?.value else { continue }
      let part = try place.quantity(input, of: asset).value.multipliedIfFits(
        by: rate, rounding: .floor)
      if let part { fees += Quantity(part) }
    }
    return fees
  }
}
