import FixedPoint

extension Transaction {
  /// The chain; nil for a legacy transaction without EIP-155.
  public var chainID: UInt64? {
    switch self {
    case .legacy(let transaction): transaction.chainID
    case .accessList(let transaction): transaction.chainID
    case .feeMarket(let transaction): transaction.chainID
    case .blob(let transaction): transaction.chainID
    case .setCode(let transaction): transaction.chainID
    }
  }

  /// The sender's transaction count.
  public var nonce: UInt64 {
    switch self {
    case .legacy(let transaction): transaction.nonce
    case .accessList(let transaction): transaction.nonce
    case .feeMarket(let transaction): transaction.nonce
    case .blob(let transaction): transaction.nonce
    case .setCode(let transaction): transaction.nonce
    }
  }

  /// The most gas it may use.
  public var gasLimit: UInt64 {
    switch self {
    case .legacy(let transaction): transaction.gasLimit
    case .accessList(let transaction): transaction.gasLimit
    case .feeMarket(let transaction): transaction.gasLimit
    case .blob(let transaction): transaction.gasLimit
    case .setCode(let transaction): transaction.gasLimit
    }
  }

  /// The called account; nil to create a contract.
  public var to: Address? {
    switch self {
    case .legacy(let transaction): transaction.to
    case .accessList(let transaction): transaction.to
    case .feeMarket(let transaction): transaction.to
    case .blob(let transaction): transaction.to
    case .setCode(let transaction): transaction.to
    }
  }

  /// Wei sent along.
  public var value: UInt256 {
    switch self {
    case .legacy(let transaction): transaction.value
    case .accessList(let transaction): transaction.value
    case .feeMarket(let transaction): transaction.value
    case .blob(let transaction): transaction.value
    case .setCode(let transaction): transaction.value
    }
  }

  /// Calldata, or init code.
  public var data: [UInt8] {
    switch self {
    case .legacy(let transaction): transaction.data
    case .accessList(let transaction): transaction.data
    case .feeMarket(let transaction): transaction.data
    case .blob(let transaction): transaction.data
    case .setCode(let transaction): transaction.data
    }
  }

  /// The most wei a unit of gas: the gas price of types 0 and 1, the fee cap of the others.
  public var maxFeePerGas: UInt256 {
    switch self {
    case .legacy(let transaction): transaction.gasPrice
    case .accessList(let transaction): transaction.gasPrice
    case .feeMarket(let transaction): transaction.maxFeePerGas
    case .blob(let transaction): transaction.maxFeePerGas
    case .setCode(let transaction): transaction.maxFeePerGas
    }
  }

  /// The most wei a unit of gas above the base fee: the gas price of types 0 and 1.
  public var maxPriorityFeePerGas: UInt256 {
    switch self {
    case .legacy(let transaction): transaction.gasPrice
    case .accessList(let transaction): transaction.gasPrice
    case .feeMarket(let transaction): transaction.maxPriorityFeePerGas
    case .blob(let transaction): transaction.maxPriorityFeePerGas
    case .setCode(let transaction): transaction.maxPriorityFeePerGas
    }
  }

  /// The access list; empty for a legacy transaction.
  public var accessList: [AccessListEntry] {
    switch self {
    case .legacy: []
    case .accessList(let transaction): transaction.accessList
    case .feeMarket(let transaction): transaction.accessList
    case .blob(let transaction): transaction.accessList
    case .setCode(let transaction): transaction.accessList
    }
  }

  /// The authorisations of a type 4 transaction; empty for the others.
  public var authorizations: [SignedAuthorization] {
    if case .setCode(let transaction) = self { transaction.authorizations } else { [] }
  }

  /// Whether it creates a contract.
  public var isCreation: Bool { to == nil }

  /// The most wei it can cost its sender: gas limit × fee cap + value + blob gas × blob fee cap;
  /// nil beyond 256 bits.
  public var maximumCost: UInt256? {
    let (gas, gasOverflow) = maxFeePerGas.multipliedReportingOverflow(by: UInt256(gasLimit))
    let (sum, sumOverflow) = gas.addingReportingOverflow(value)
    guard !gasOverflow, !sumOverflow else { return nil }
    guard case .blob(let transaction) = self else { return sum }
    let (blobs, blobOverflow) = transaction.maxFeePerBlobGas.multipliedReportingOverflow(
      by: UInt256(transaction.blobGas))
    let (total, totalOverflow) = sum.addingReportingOverflow(blobs)
    return blobOverflow || totalOverflow ? nil : total
  }
}

extension BlobTransaction {
  /// The blob gas it uses: 2^17 a blob (EIP-4844).
  public var blobGas: UInt64 { UInt64(blobVersionedHashes.count) << 17 }
}
