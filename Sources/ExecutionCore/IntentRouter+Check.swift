import FixedPoint
import TradingModel

/// Every name is looked up before an instruction begins: one misspelt in the last leg must not be
/// found when the first ones have traded.
extension IntentRouter {
  /// Looks up everything an action names, its legs and their compensations included. Prices,
  /// holdings and limits are judged when their turn comes.
  func check(_ action: Action, at path: String = "$") throws(UnknownName) {
    if case .plan(let plan) = action { return try check(plan, at: path) }
    do throws(RouteError) {
      switch action {
      case .trade(let trade): _ = try instrument(try venue(trade.venue, kinds: [.exchange]), trade)
      case .onChain(let onChain): try check(onChain)
      case .transfer(let transfer): try check(transfer)
      case .plan: break
      }
      if let requirements = action.requirements { try check(requirements) }
    } catch {
      throw UnknownName(
        code: error.code, message: error.message, hint: error.hint, path: path)
    }
  }

  private func check(_ plan: Plan, at path: String) throws(UnknownName) {
    do throws(RouteError) {
      try check(plan.requirements)
      if let pacing = plan.pacing {
        _ = try asset(pacing.slice.asset)
        if let bound = pacing.maximumUnhedged { _ = try asset(bound.asset) }
      }
    } catch {
      throw UnknownName(
        code: error.code, message: error.message, hint: error.hint, path: path)
    }
    for (index, leg) in plan.legs.enumerated() {
      try check(leg.action, at: "\(path).legs[\(index)].do")
      if case .action(let undo) = leg.undo {
        try check(undo, at: "\(path).legs[\(index)].undo")
      }
    }
  }

  private func check(_ requirements: Requirements) throws(RouteError) {
    if let limit = requirements.netDeltaMax { _ = try asset(limit.asset) }
  }

  private func check(_ action: OnChainAction) throws(RouteError) {
    let chain = try venue(action.chain, kinds: [.chain])
    _ = try wallet(action.wallet)
    guard !action.steps.isEmpty else {
      throw RouteError("emptyPlan", "the action has no steps")
    }
    for var step in action.steps {
      // What an amount refers to is known later.
      step.amount = .max
      let resolved = try resolve(step, chain: chain, index: 0)
      try checkReserve(of: resolved)
    }
  }

  /// Lending needs a reserve; a venue without any in the catalog is not judged.
  private func checkReserve(of step: ChainStep) throws(RouteError) {
    switch step.operation {
    case .supply, .withdraw, .borrow, .repay, .setCollateral: break
    default: return
    }
    let known = catalog.reserves.filter { $0.venue == step.venue }
    guard !known.isEmpty, !known.contains(where: { $0.asset == step.token }) else { return }
    throw RouteError(
      "unknownReserve",
      "\(catalog[step.venue].name) has no reserve of \(catalog[step.token].symbol)",
      named: catalog[step.token].symbol, among: known.map { catalog[$0.asset].symbol })
  }

  private func check(_ action: TransferAction) throws(RouteError) {
    let asset = try asset(action.asset)
    let source = try endpoint(action.source)
    let destination = try endpoint(action.destination)
    guard source != destination else {
      throw RouteError("sameEndpoint", "source and destination are both \(catalog[source].name)")
    }
    for place in [source, destination] where catalog[place].kind == .exchange {
      try checkNetwork(of: asset, at: place, named: action.network)
    }
  }

  private func checkNetwork(
    of asset: AssetID, at exchange: VenueID, named name: String?
  ) throws(RouteError) {
    let known = catalog.networks.filter { $0.venue == exchange && $0.asset == asset }
    let place = "\(catalog[exchange].name) moves \(catalog[asset].symbol)"
    guard !known.isEmpty else {
      let others = catalog.networks.filter { $0.venue == exchange }.map { catalog[$0.asset].symbol }
      throw RouteError(
        "unknownNetwork", "\(place) over no network", named: catalog[asset].symbol, among: others)
    }
    guard let name, !known.contains(where: { $0.network == name }) else { return }
    throw RouteError(
      "unknownNetwork", "\(place) over no network '\(name)'", named: name,
      among: known.map(\.network))
  }
}
