import ChainTransactions
import Ethereum
import EthereumKeys
import FixedPoint
import TradingModel

/// Delegations of the account (EIP-7702).
extension AccountRunner {
  /// Lets the account act by a contract's code, or by none again for the zero address. The
  /// authorisation is signed for the policy's chain and judged with the transaction that carries
  /// it, which does nothing else.
  public func delegate(
    to delegate: Address, as action: ActionID, maximumFeePerGas: UInt256? = nil
  ) async throws -> TransactionReceipt {
    guard let executor = policy.executor, executor.use == .delegate,
      delegate == executor.address || delegate == .zero
    else { throw CallFailure.refused("no delegate's code hash is pinned in the policy") }
    if delegate != .zero {
      try judge(executor: try await node.code(of: delegate), account: nil)
    }
    let gas = options.gasRules.intrinsicGas(data: [], isCreation: false, authorizations: 1)
    guard let limit = options.gas.limit(estimate: gas, floor: gas) else {
      throw CallFailure.refused("the gas limit is out of range")
    }
    return try await submit(
      ChainIntent(
        action: action, to: account, value: .zero, data: [], gasLimit: limit,
        urgency: options.urgency, maximumFeePerGas: maximumFeePerGas,
        isPrivate: options.relay != nil, delegate: delegate))
  }

  /// The transaction that carries an intent out: with an authorisation where it sets a delegation,
  /// for the nonce that the account has by then.
  func transaction(
    _ fields: FeeMarketTransaction, delegate: Address?
  ) async throws -> Transaction {
    guard let delegate else { return .feeMarket(fields) }
    let (next, overflow) = fields.nonce.addingReportingOverflow(1)
    guard !overflow, let to = fields.to else {
      throw CallFailure.refused("the delegation cannot be set")
    }
    let authorization = Authorization(
      chainID: UInt256(fields.chainID), address: delegate, nonce: next)
    guard let local = signer.signer as? LocalSigner else {
      throw CallFailure.refused("this signer does not sign authorisations")
    }
    let signed = try local.sign(authorization)
    return .setCode(
      SetCodeTransaction(
        chainID: fields.chainID, nonce: fields.nonce,
        maxPriorityFeePerGas: fields.maxPriorityFeePerGas, maxFeePerGas: fields.maxFeePerGas,
        gasLimit: fields.gasLimit, to: to, value: fields.value, data: fields.data,
        accessList: fields.accessList, authorizations: [signed]))
  }
}
