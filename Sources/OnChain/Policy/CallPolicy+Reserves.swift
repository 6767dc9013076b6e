import Ethereum
import Protocols
import TradingModel
import VenueDefinitions

extension CallPolicy {
  /// The policy with an executor pinned, which may take the collateral tokens and borrow on the
  /// debt tokens of the pool's reserves.
  /// - Throws: `NodeError`, `ABIError`, `CallFailure`.
  public func pinning(
    _ executor: PinnedExecutor, _ place: ChainPlace, _ node: EthereumNode
  ) async throws -> CallPolicy {
    let pool = try place.contract("aave_v3.pool")
    var supplyTokens: Set<Address> = []
    var debtTokens: Set<Address> = []
    for token in place.deployment.tokens {
      let call = try AavePool.interface.call("getReserveData", .address(token.address))
      let answer = try await node.call(CallRequest(from: wallet, to: pool, data: call))
      let data = try AavePool.reserveData(from: answer)
      guard data.supplyToken != .zero else { continue }
      supplyTokens.insert(data.supplyToken)
      debtTokens.insert(data.debtToken)
    }
    var policy = self
    try policy.pin(executor, collateralTokens: supplyTokens, debtTokens: debtTokens)
    return policy
  }
}
