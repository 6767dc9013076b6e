import Ethereum
import FixedPoint
import Protocols
import TradingModel
import VenueDefinitions

/// Reads what the account holds and owes, all of one block, through Multicall3.
struct BalanceReader: Sendable {
  /// One view: whose answer is which position.
  private struct View: Sendable {
    let key: PositionKey
    let target: Address
    let data: [UInt8]
  }

  private let place: ChainPlace
  private let node: EthereumNode
  private let multicall: Address
  private let views: [View]

  /// Finds the views: native coins, every listed token, and what the lending pool's reserves mint.
  static func make(_ place: ChainPlace, _ node: EthereumNode) async throws -> BalanceReader {
    let multicall = try place.contract("multicall3")
    var views: [View] = []
    if let native = place.native {
      let key = place.catalog.balanceKey(venue: place.wallet, asset: native)
      let data = try Multicall3.interface.call("getEthBalance", .address(place.account))
      views.append(View(key: key, target: multicall, data: data))
    }
    let balance = try ERC20.balance(of: place.account)
    for asset in place.catalog.assets {
      guard asset.id != place.native, let token = place.deployment.token(asset.symbol) else {
        continue
      }
      let key = place.catalog.balanceKey(venue: place.wallet, asset: asset.id)
      views.append(View(key: key, target: token, data: balance))
    }
    if let pool = place.deployment.contract("aave_v3.pool") {
      views += try await reserveViews(place, node, pool, balance)
    }
    return BalanceReader(place: place, node: node, multicall: multicall, views: views)
  }

  private static func reserveViews(
    _ place: ChainPlace, _ node: EthereumNode, _ pool: Address, _ balance: [UInt8]
  ) async throws -> [View] {
    var views: [View] = []
    for reserve in place.catalog.reserves {
      guard place.catalog[reserve.venue].name.hasPrefix("aave"),
        let token = place.deployment.token(place.catalog[reserve.asset].symbol)
      else { continue }
      let call = try AavePool.interface.call("getReserveData", .address(token))
      let answer = try await node.call(
        CallRequest(from: place.account, to: pool, data: call))
      let data = try AavePool.reserveData(from: answer)
      // A token the pool does not list has no aToken.
      guard data.supplyToken != .zero else { continue }
      for (type, address) in [
        (PositionType.aToken, data.supplyToken), (.debtToken, data.debtToken),
      ] {
        let key = PositionKey(venue: reserve.venue, type: type, asset: reserve.asset)
        views.append(View(key: key, target: address, data: balance))
      }
    }
    return views
  }

  /// Balances at a block.
  /// - Throws: `NodeError`, `ABIError`; `NodeError.malformed` when a view did not answer.
  func read(at block: UInt64) async throws -> ChainBalances {
    let calls = views.map { (target: $0.target, data: $0.data) }
    let answer = try await node.call(
      CallRequest(from: place.account, to: multicall, data: try Multicall3.aggregate(calls)),
      at: .number(block))
    let results = try Multicall3.results(answer, count: views.count)
    var balances = ChainBalances(block: block)
    for (view, result) in zip(views, results) {
      guard let result, result.count == 32, let units = UInt256(bigEndian: result) else {
        throw NodeError.malformed(method: "balanceOf at \(view.target)")
      }
      balances.amounts[view.key] = units
    }
    return balances
  }
}
