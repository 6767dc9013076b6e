import Ethereum
import FixedPoint

/// Calls of Uniswap's Permit2 (AllowanceTransfer and SignatureTransfer).
public enum Permit2 {
  /// `abi/permit2.json`
  public static let interface = ContractInterface(json: EmbeddedABI.permit2)

  /// `approve(token, spender, amount, expiration)`; the amount has 160 bits, the expiration is in
  /// Unix seconds.
  public static func approve(
    token: Address, spender: Address, amount: UInt256, expiration: UInt64
  ) throws(ABIError) -> [UInt8] {
    try interface.call(
      "approve", .address(token), .address(spender), .uint(amount), .uint(UInt256(expiration)))
  }

  /// `allowance(owner, token, spender)`
  public static func allowance(
    owner: Address, token: Address, spender: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call("allowance", .address(owner), .address(token), .address(spender))
  }

  /// The domain of Permit2: name, chain and contract, and no version (permit2 EIP712.sol).
  public static func domain(chainID: UInt256, contract: Address) -> TypedDataDomain {
    TypedDataDomain(name: "Permit2", chainID: chainID, verifyingContract: contract)
  }
}
