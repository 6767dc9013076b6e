import FixedPoint
import TradingModel

/// The ways between exchanges and wallets.
///
/// An exchange's withdrawal costs the network's fee, taken from the amount, and reaches the chain
/// after the network's delay; a wallet's costs gas and reaches it with the next block. An exchange
/// credits after its deposit confirmations, a wallet after the chain's. Below the destination's
/// smallest deposit the funds are stuck.
struct SimulatedRail: Hashable, Sendable {
  let catalog: Catalog
  /// Transfers under way, in the order of their requests.
  var pending: [PendingTransfer] = []
  var seen: Set<ActionID> = []

  init(catalog: Catalog) { self.catalog = catalog }

  /// Plans a transfer.
  func plan(_ request: TransferRequest) throws(SimulatedRevert) -> TransferPlan {
    guard request.amount.isPositive else { throw SimulatedRevert("invalid_amount") }
    guard catalog.venues.indices.contains(request.source.index),
      catalog.venues.indices.contains(request.destination.index),
      catalog.assets.indices.contains(request.asset.index)
    else { throw SimulatedRevert("unknown_place") }
    if request.source == request.destination { throw SimulatedRevert("same_place") }
    let leaves = catalog[request.source].kind == .exchange
    let arrives = catalog[request.destination].kind == .exchange
    for place in [request.source, request.destination]
    where catalog[place].kind != .exchange && catalog[place].kind != .wallet {
      throw SimulatedRevert("unsupported_place")
    }
    let source = leaves ? try network(request.source, request) : nil
    let destination =
      arrives ? try network(request.destination, request, chain: source?.chain) : nil
    let chain = source?.chain ?? destination?.chain ?? catalog.chains.first?.chain
    guard let chain, let profile = catalog.chain(chain) else {
      throw SimulatedRevert("unknown_chain")
    }
    let fee = max(.zero, source?.withdrawalFee ?? .zero)
    if let source, request.amount < source.withdrawalMinimum {
      throw SimulatedRevert("below_minimum")
    }
    guard request.amount > fee else { throw SimulatedRevert("below_fee") }
    let confirmations = destination?.depositConfirmations ?? profile.confirmations
    return TransferPlan(
      fee: fee, departure: source?.withdrawalDelay ?? profile.blockTime,
      confirmation: profile.blockTime.times(max(1, confirmations)),
      isStuck: destination.map { request.amount - fee < $0.depositMinimum } ?? false,
      gas: leaves ? nil : profile)
  }

  /// The network named by the request, else the only one of the asset at the exchange (on the
  /// chain the other end uses).
  private func network(
    _ venue: VenueID, _ request: TransferRequest, chain: VenueID? = nil
  ) throws(SimulatedRevert) -> TransferNetwork {
    var matches = catalog.networks.filter { $0.venue == venue && $0.asset == request.asset }
    if let chain {
      matches = matches.filter { $0.chain == chain }
    } else if let name = request.network {
      matches = matches.filter { $0.network == name }
    }
    guard let first = matches.first else { throw SimulatedRevert("unknown_network") }
    if matches.count > 1, chain == nil { throw SimulatedRevert("network_required") }
    return first
  }
}
