import Ethereum
import FixedPoint

/// Calls of an ERC-20 token (EIP-20) and its permit (EIP-2612).
public enum ERC20 {
  /// `abi/erc20.json`
  public static let interface = ContractInterface(json: EmbeddedABI.erc20)

  /// The most an allowance can be; many tokens never lower it. Only revoked or refused by policy,
  /// never granted by the desk itself.
  public static let unlimited = UInt256.max

  /// `approve(spender, amount)`
  public static func approve(
    spender: Address, amount: UInt256
  ) throws(ABIError) -> [UInt8] {
    try interface.call("approve", .address(spender), .uint(amount))
  }

  /// `transfer(to, amount)`
  public static func transfer(to: Address, amount: UInt256) throws(ABIError) -> [UInt8] {
    try interface.call("transfer", .address(to), .uint(amount))
  }

  /// `balanceOf(account)`
  public static func balance(of account: Address) throws(ABIError) -> [UInt8] {
    try interface.call("balanceOf", .address(account))
  }

  /// `allowance(owner, spender)`
  public static func allowance(
    owner: Address, spender: Address
  ) throws(ABIError) -> [UInt8] {
    try interface.call("allowance", .address(owner), .address(spender))
  }

  /// `nonces(owner)`
  public static func nonces(owner: Address) throws(ABIError) -> [UInt8] {
    try interface.call("nonces", .address(owner))
  }

  /// The allowance to set before `amount` can be approved, where a token refuses to change a
  /// non-zero allowance into another (USDT): zero first.
  public static func approvals(
    spender: Address, amount: UInt256, current: UInt256, resetsFirst: Bool
  ) throws(ABIError) -> [[UInt8]] {
    if current >= amount { return [] }
    let approval = try approve(spender: spender, amount: amount)
    guard resetsFirst, !current.isZero else { return [approval] }
    return [try approve(spender: spender, amount: .zero), approval]
  }

  /// Whether a call that did not revert succeeded: no data (tokens that predate EIP-20's return
  /// value, such as USDT) or `true`.
  public static func succeeded(_ returned: [UInt8]) -> Bool {
    if returned.isEmpty { return true }
    return (try? ABI.decode([.bool], returned).first?.truth) ?? false
  }

  /// The typed data of a permit. The domain must come from the token itself (EIP-5267, or compared
  /// with its `DOMAIN_SEPARATOR`), never from an assumption.
  /// - Throws: `TypedDataError`; none for this fixed schema.
  public static func permit(
    domain: TypedDataDomain, owner: Address, spender: Address, amount: UInt256, nonce: UInt256,
    deadline: UInt256
  ) throws(TypedDataError) -> TypedData {
    let schema = try TypedDataSchema([
      TypedDataStruct(
        parsing:
          "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)")
    ])
    return TypedData(
      domain: domain, schema: schema, primaryType: "Permit",
      message: .tuple([
        .address(owner), .address(spender), .uint(amount), .uint(nonce), .uint(deadline),
      ]))
  }
}
