/// What a fork charges and allows a transaction by itself.
public struct GasRules: Hashable, Sendable {
  /// Gas of each token of calldata under the floor (EIP-7623: 10); zero before Prague.
  public var floorPerToken: UInt64
  /// The longest init code in bytes (EIP-3860).
  public var maximumInitCodeSize: Int
  /// The most gas of one transaction (EIP-7825); nil before Osaka.
  public var maximumTransactionGas: UInt64?
  /// The most blobs of one transaction.
  public var maximumBlobsPerTransaction: Int

  /// Rules put together by hand.
  public init(
    floorPerToken: UInt64, maximumInitCodeSize: Int, maximumTransactionGas: UInt64?,
    maximumBlobsPerTransaction: Int
  ) {
    self.floorPerToken = floorPerToken
    self.maximumInitCodeSize = maximumInitCodeSize
    self.maximumTransactionGas = maximumTransactionGas
    self.maximumBlobsPerTransaction = maximumBlobsPerTransaction
  }

  /// Cancun (March 2024).
  public static let cancun = GasRules(
    floorPerToken: 0, maximumInitCodeSize: 49_152, maximumTransactionGas: nil,
    maximumBlobsPerTransaction: 6)

  /// Prague (May 2025): the calldata floor of EIP-7623, nine blobs (EIP-7691).
  public static let prague = GasRules(
    floorPerToken: 10, maximumInitCodeSize: 49_152, maximumTransactionGas: nil,
    maximumBlobsPerTransaction: 9)

  /// Osaka (December 2025): at most 2^24 gas (EIP-7825) and six blobs (EIP-7594) a transaction.
  public static let osaka = GasRules(
    floorPerToken: 10, maximumInitCodeSize: 49_152, maximumTransactionGas: 1 << 24,
    maximumBlobsPerTransaction: 6)
}

extension GasRules {
  /// The gas that a transaction costs before any code runs: 21,000, 4 a zero and 16 a non-zero byte
  /// (EIP-2028), 2,400 an address and 1,900 a key of the access list (EIP-2930), 25,000 an
  /// authorisation (EIP-7702), for a creation 32,000 (EIP-2) and 2 a word of init code (EIP-3860).
  public func intrinsicGas(
    data: [UInt8], isCreation: Bool, accessList: [AccessListEntry] = [], authorizations: Int = 0
  ) -> UInt64 {
    let (zero, nonzero) = Self.count(data)
    var gas: UInt64 = 21_000 + 4 * zero + 16 * nonzero
    for entry in accessList { gas += 2_400 + 1_900 * UInt64(entry.storageKeys.count) }
    gas += 25_000 * UInt64(max(0, authorizations))
    if isCreation { gas += 32_000 + 2 * UInt64((data.count + 31) / 32) }
    return gas
  }

  /// The intrinsic gas of `transaction`.
  public func intrinsicGas(of transaction: Transaction) -> UInt64 {
    intrinsicGas(
      data: transaction.data, isCreation: transaction.isCreation,
      accessList: transaction.accessList, authorizations: transaction.authorizations.count)
  }

  /// The least gas that a transaction with this calldata is charged (EIP-7623): 21,000 and the
  /// floor for each token, one a zero and four a non-zero byte. Zero before Prague.
  public func floorGas(data: [UInt8]) -> UInt64 {
    guard floorPerToken > 0 else { return 0 }
    let (zero, nonzero) = Self.count(data)
    let (gas, overflow) = (zero + 4 * nonzero).multipliedReportingOverflow(by: floorPerToken)
    let (sum, second) = gas.addingReportingOverflow(21_000)
    return overflow || second ? .max : sum
  }

  private static func count(_ data: [UInt8]) -> (zero: UInt64, nonzero: UInt64) {
    let zero = data.count { $0 == 0 }
    return (UInt64(zero), UInt64(data.count - zero))
  }
}
