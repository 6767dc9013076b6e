import Ethereum
import FixedPoint

/// Flash loans of the Balancer v2 vault.
public enum BalancerVault {
  /// `abi/balancer_vault.json`
  public static let interface = ContractInterface(json: EmbeddedABI.balancerVault)
  /// `abi/balancer_flash_receiver.json`: what a borrower implements.
  public static let flashReceiver = ContractInterface(json: EmbeddedABI.balancerFlashReceiver)

  /// `flashLoan(recipient, tokens, amounts, data)` with the tokens in ascending order, as the vault
  /// demands (else BAL#101).
  public static func flashLoan(
    recipient: Address, loans: [(token: Address, amount: UInt256)], data: [UInt8]
  ) throws(ABIError) -> [UInt8] {
    let sorted = loans.sorted { $0.token.bytes.lexicographicallyPrecedes($1.token.bytes) }
    return try interface.call(
      "flashLoan", .address(recipient), .array(sorted.map { .address($0.token) }),
      .array(sorted.map { .uint($0.amount) }), .bytes(data))
  }
}
