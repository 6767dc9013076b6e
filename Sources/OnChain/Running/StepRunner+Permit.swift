import Ethereum
import FixedPoint
import Protocols
import TradingModel

/// Supplies whose approval is a signature in the same transaction.
extension StepRunner {
  /// Whether a token's approvals are permits.
  func usesPermit(_ asset: AssetID) -> Bool {
    options.permitTokens.contains(place.catalog[asset].symbol)
  }

  mutating func supplyByPermit(
    _ token: Address, _ pool: Address, _ amount: UInt256
  ) async throws {
    let owner = place.account
    let nonce = try await number(token, try encode(try ERC20.nonces(owner: owner)))
    let domain = try await permitDomain(token)
    // The chain's own time decides whether a permit still holds.
    let now = max(
      UInt64(clamping: options.now().seconds), try await node.timestamp(of: .latest))
    let deadline = now &+ options.swapDeadline
    let signature = try await account.permit(
      domain, spender: pool, amount: amount, nonce: nonce, deadline: deadline)
    try await send(
      to: pool,
      try encode(
        try AavePool.supply(
          asset: token, amount: amount, onBehalfOf: owner, deadline: UInt256(deadline),
          permit: signature)))
  }

  /// The domain by the token's own name and version; it must give the token's own separator.
  private func permitDomain(_ token: Address) async throws -> TypedDataDomain {
    let chain = UInt256(account.policy.chainID)
    let separator = try await read(token, try encode(try ERC20.interface.call("DOMAIN_SEPARATOR")))
    let name = try await text(token, "name")
    // Tokens without a version use the one that OpenZeppelin's have.
    let version = (try? await text(token, "version")) ?? "1"
    let domain = TypedDataDomain(
      name: name, version: version, chainID: chain, verifyingContract: token)
    guard domain.separator.bytes == separator else {
      throw CallFailure.refused("\(token)'s permits have a domain that is not known")
    }
    return domain
  }

  private func text(_ contract: Address, _ name: String) async throws -> String {
    let answer = try await read(contract, try encode(try ERC20.interface.call(name)))
    guard let text = try? ERC20.interface.results(of: name, answer).first?.text else {
      throw CallFailure.refused("\(contract) did not answer with its \(name)")
    }
    return text
  }
}
