import FixedPoint

extension Transaction {
  /// Checks what every node checks of a transaction by itself: nonce, fees, cost, blobs,
  /// authorisations, init code and gas limit.
  /// - Parameters:
  ///   - chainID: the chain it is meant for; nil for any. A legacy transaction without a chain id
  ///     passes for every chain.
  ///   - rules: the gas rules in force.
  /// - Throws: `TransactionError`.
  public func validate(chainID: UInt64? = nil, rules: GasRules) throws(TransactionError) {
    if let chainID, let own = self.chainID, own != chainID { throw .wrongChain }
    guard nonce < .max else { throw .nonceTooLarge }
    guard maxPriorityFeePerGas <= maxFeePerGas else { throw .tipAboveFeeCap }
    guard maximumCost != nil else { throw .costOverflow }
    switch self {
    case .blob(let transaction): try Self.validate(transaction, rules)
    case .setCode(let transaction):
      guard !transaction.authorizations.isEmpty else { throw .noAuthorizations }
    default: break
    }
    if isCreation && data.count > rules.maximumInitCodeSize { throw .initCodeTooLong }
    guard gasLimit >= rules.intrinsicGas(of: self) else { throw .intrinsicGasTooLow }
    guard gasLimit >= rules.floorGas(data: data) else { throw .floorGasTooLow }
    if let cap = rules.maximumTransactionGas, gasLimit > cap { throw .gasLimitTooHigh }
  }

  private static func validate(
    _ transaction: BlobTransaction, _ rules: GasRules
  ) throws(TransactionError) {
    let hashes = transaction.blobVersionedHashes
    guard !hashes.isEmpty, hashes.count <= rules.maximumBlobsPerTransaction else {
      throw .invalidBlobCount
    }
    guard hashes.allSatisfy({ $0.first >> 56 == 1 }) else { throw .invalidBlobVersion }
  }
}
