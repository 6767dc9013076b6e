import Ethereum
import EthereumKeys
import FixedPoint

/// Transactions that set a delegation (type 4, EIP-7702).
extension CallPolicy {
  /// Allows one thing only: the account delegating to the pinned executor, or to nobody again, on
  /// the pinned chain, by a transaction that does nothing else.
  func check(_ fields: SetCodeTransaction) throws(PolicyViolation) {
    guard let executor, executor.use == .delegate else {
      throw PolicyViolation(
        rule: "type", message: "type 4; no delegate's code hash is pinned in the policy")
    }
    guard fields.to == wallet, fields.data.isEmpty, fields.value.isZero,
      fields.accessList.isEmpty, fields.authorizations.count == 1,
      let signed = fields.authorizations.first
    else {
      throw PolicyViolation(
        rule: "authorization", message: "a delegation is set by a transaction of its own")
    }
    let authorization = signed.authorization
    guard authorization.chainID == UInt256(chainID) else {
      throw PolicyViolation(
        rule: "authorization", message: "for chain \(authorization.chainID), not \(chainID)")
    }
    guard authorization.address == executor.address || authorization.address == .zero else {
      throw PolicyViolation(
        rule: "authorization", message: "to \(authorization.address), not \(executor.address)")
    }
    let (next, overflow) = fields.nonce.addingReportingOverflow(1)
    guard !overflow, authorization.nonce == next, signed.authority == wallet else {
      throw PolicyViolation(
        rule: "authorization", message: "it would not hold for the desk's account")
    }
    try check(
      FeeMarketTransaction(
        chainID: fields.chainID, nonce: fields.nonce,
        maxPriorityFeePerGas: fields.maxPriorityFeePerGas, maxFeePerGas: fields.maxFeePerGas,
        gasLimit: fields.gasLimit, to: fields.to, value: fields.value, data: fields.data,
        accessList: fields.accessList))
  }
}
