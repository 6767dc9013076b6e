import Ethereum
import EthereumKeys
import FixedPoint
import JSON
import TradingModel

/// Approvals by signature.
extension AccountRunner {
  /// Signs a permit (EIP-2612) that the policy allows. What is judged is what is signed: the typed
  /// data themselves; what comes back must be the account's signature of exactly them.
  /// - Throws: `CallFailure.refused`.
  public func permit(
    _ domain: TypedDataDomain, spender: Address, amount: UInt256, nonce: UInt256, deadline: UInt64
  ) async throws -> Signature {
    let node = Self.permitNode(
      domain, owner: account, spender: spender, amount: amount, nonce: nonce, deadline: deadline)
    do {
      let seconds = UInt64(clamping: clock().nanoseconds / 1_000_000_000)
      try policy.check(permit: node, at: seconds)
      let digest = try TypedData(node).digest()
      let signature = try await signer.signer.sign(typedData: node)
      guard signature.isCanonical,
        try PublicKey(recovering: signature, digest: digest).address == account
      else { throw SigningError.wrongSigner }
      return signature
    } catch {
      throw CallFailure.refused("\(error)")
    }
  }

  private static func permitNode(
    _ domain: TypedDataDomain, owner: Address, spender: Address, amount: UInt256, nonce: UInt256,
    deadline: UInt64
  ) -> JSONNode {
    func object(_ members: [(String, JSONNode)]) -> JSONNode {
      .object(members.map { JSONMember(name: $0.0, value: $0.1) })
    }
    func fields(_ list: [(String, String)]) -> JSONNode {
      .array(list.map { object([("name", .string($0.0)), ("type", .string($0.1))]) })
    }
    return object([
      (
        "types",
        object([
          (
            "EIP712Domain",
            fields([
              ("name", "string"), ("version", "string"), ("chainId", "uint256"),
              ("verifyingContract", "address"),
            ])
          ),
          (
            "Permit",
            fields([
              ("owner", "address"), ("spender", "address"), ("value", "uint256"),
              ("nonce", "uint256"), ("deadline", "uint256"),
            ])
          ),
        ])
      ),
      ("primaryType", .string("Permit")),
      (
        "domain",
        object([
          ("name", .string(domain.name ?? "")), ("version", .string(domain.version ?? "")),
          ("chainId", .string("\(domain.chainID ?? .zero)")),
          ("verifyingContract", .string("\(domain.verifyingContract ?? .zero)")),
        ])
      ),
      (
        "message",
        object([
          ("owner", .string("\(owner)")), ("spender", .string("\(spender)")),
          ("value", .string("\(amount)")), ("nonce", .string("\(nonce)")),
          ("deadline", .string("\(deadline)")),
        ])
      ),
    ])
  }
}
