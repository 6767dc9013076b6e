import FixedPoint

/// A transaction of any type, not yet signed.
public enum Transaction: Hashable, Sendable {
  /// Type 0, with or without EIP-155.
  case legacy(LegacyTransaction)
  /// Type 1 (EIP-2930).
  case accessList(AccessListTransaction)
  /// Type 2 (EIP-1559).
  case feeMarket(FeeMarketTransaction)
  /// Type 3 (EIP-4844).
  case blob(BlobTransaction)
  /// Type 4 (EIP-7702).
  case setCode(SetCodeTransaction)

  /// The type byte (EIP-2718); 0 for a legacy transaction.
  public var type: UInt8 {
    switch self {
    case .legacy: 0
    case .accessList: AccessListTransaction.typeByte
    case .feeMarket: FeeMarketTransaction.typeByte
    case .blob: BlobTransaction.typeByte
    case .setCode: SetCodeTransaction.typeByte
    }
  }

  /// The bytes whose hash is signed.
  public var encodedForSigning: [UInt8] { encoded(nil) }

  /// The digest to sign.
  public var signingHash: Hash32 { Keccak256.hash(encodedForSigning) }

  /// The raw transaction with `signature`.
  public func encoded(with signature: Signature) -> [UInt8] { encoded(signature) }

  private func encoded(_ signature: Signature?) -> [UInt8] {
    switch self {
    case .legacy(let transaction): transaction.encoded(signature)
    case .accessList(let transaction): transaction.encoded(signature)
    case .feeMarket(let transaction): transaction.encoded(signature)
    case .blob(let transaction): transaction.encoded(signature)
    case .setCode(let transaction): transaction.encoded(signature)
    }
  }

  /// Signs: the raw transaction and the signature in it.
  func signed<Failure: Error>(
    _ sign: (Hash32) throws(Failure) -> Signature
  ) throws(Failure) -> (rawBytes: [UInt8], signature: Signature) {
    switch self {
    case .legacy(let transaction):
      let signature = try sign(signingHash)
      return (transaction.encoded(signature), signature)
    case .accessList(let transaction): return try transaction.signed(sign)
    case .feeMarket(let transaction): return try transaction.signed(sign)
    case .blob(let transaction): return try transaction.signed(sign)
    case .setCode(let transaction): return try transaction.signed(sign)
    }
  }

  /// Reads the bytes that are hashed for signing.
  /// - Throws: `TransactionError`.
  public init(decodingUnsigned bytes: [UInt8]) throws(TransactionError) {
    self = try Self.decode(bytes, signed: false).transaction
  }

  /// Reads a transaction of any type, and its signature if `signed`.
  static func decode(
    _ bytes: [UInt8], signed: Bool
  ) throws(TransactionError) -> (transaction: Transaction, signature: Signature?) {
    guard let first = bytes.first else { throw .empty }
    if first >= 0xc0 {
      let (transaction, signature) = try LegacyTransaction.decode(bytes, signed: signed)
      return (.legacy(transaction), signature)
    }
    do throws(RLPError) {
      switch first {
      case AccessListTransaction.typeByte:
        let decoded = try AccessListTransaction.decode(bytes, signed: signed)
        return (.accessList(decoded.transaction), decoded.signature)
      case FeeMarketTransaction.typeByte:
        let decoded = try FeeMarketTransaction.decode(bytes, signed: signed)
        return (.feeMarket(decoded.transaction), decoded.signature)
      case BlobTransaction.typeByte:
        let decoded = try BlobTransaction.decode(bytes, signed: signed)
        return (.blob(decoded.transaction), decoded.signature)
      case SetCodeTransaction.typeByte:
        let decoded = try SetCodeTransaction.decode(bytes, signed: signed)
        return (.setCode(decoded.transaction), decoded.signature)
      default: break
      }
    } catch {
      throw .encoding(error)
    }
    throw .unsupportedType(first)
  }
}
