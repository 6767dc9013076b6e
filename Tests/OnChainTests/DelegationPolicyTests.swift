import Ethereum
import EthereumKeys
import FixedPoint
import OnChain
import Testing

/// What a transaction of type 4 may be.
@Suite struct DelegationPolicyTests {
  private static let delegate = Address([UInt8](repeating: 0xde, count: 20)) ?? .zero

  private func policy(_ signer: LocalSigner, use: PinnedExecutor.Use?) throws -> CallPolicy {
    var policy = CallPolicy(
      chainID: 1, wallet: signer.address, maximumTotalFee: 1_000_000_000_000_000_000,
      maximumFeePerGas: 100_000_000_000, tokens: [], spenders: [], rules: [])
    if let use {
      try policy.pin(
        PinnedExecutor(address: Self.delegate, codeHash: Keccak256.hash([1]), use: use),
        collateralTokens: [], debtTokens: [])
    }
    return policy
  }

  struct Case: Sendable {
    let name: String
    var to = DelegationPolicyTests.delegate
    var chain: UInt64 = 1
    var nonce: UInt64 = 8
    var data: [UInt8] = []
    var isAllowed = false
  }

  static let cases = [
    Case(name: "the pinned delegate", isAllowed: true),
    Case(name: "nobody again", to: .zero, isAllowed: true),
    Case(name: "another delegate", to: Address([UInt8](repeating: 1, count: 20)) ?? .zero),
    Case(name: "another chain", chain: 2), Case(name: "a nonce that will not hold", nonce: 7),
    Case(name: "a call beside", data: [1, 2, 3, 4]),
  ]

  @Test(arguments: cases)
  func onlyThePinnedDelegate(_ example: Case) throws {
    let signer = try LocalSigner(PrivateKey(copying: [UInt8](repeating: 0x46, count: 32)))
    let signed = try signer.sign(
      Authorization(
        chainID: UInt256(example.chain), address: example.to, nonce: example.nonce))
    let bytes = Transaction.setCode(
      SetCodeTransaction(
        chainID: 1, nonce: 7, maxPriorityFeePerGas: 1, maxFeePerGas: 1_000_000_000,
        gasLimit: 60_000, to: signer.address, value: .zero, data: example.data, accessList: [],
        authorizations: [signed])
    ).encodedForSigning
    let policy = try policy(signer, use: .delegate)
    if example.isAllowed {
      try policy.check(unsigned: bytes)
    } else {
      #expect(throws: PolicyViolation.self, "\(example.name)") { try policy.check(unsigned: bytes) }
    }
    for use in [nil, PinnedExecutor.Use.contract] {
      let other = try self.policy(signer, use: use)
      #expect(throws: PolicyViolation.self) { try other.check(unsigned: bytes) }
    }
  }
}
