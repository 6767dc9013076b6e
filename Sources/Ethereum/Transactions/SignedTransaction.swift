/// A transaction with its signature: what is broadcast.
public struct SignedTransaction: Hashable, Sendable {
  /// What was signed.
  public let transaction: Transaction
  /// The signature; not necessarily a valid one.
  public let signature: Signature
  /// The raw bytes.
  public let rawBytes: [UInt8]
  /// The transaction's hash, known before it is sent.
  public let hash: Hash32

  /// Puts a transaction and its signature together.
  public init(transaction: Transaction, signature: Signature) {
    self.transaction = transaction
    self.signature = signature
    rawBytes = transaction.encoded(with: signature)
    hash = Keccak256.hash(rawBytes)
  }

  /// Signs a transaction with what `sign` answers for its digest.
  /// - Throws: what `sign` throws.
  public init<Failure: Error>(
    signing transaction: Transaction, with sign: (Hash32) throws(Failure) -> Signature
  ) throws(Failure) {
    self.transaction = transaction
    (rawBytes, signature) = try transaction.signed(sign)
    hash = Keccak256.hash(rawBytes)
  }

  /// Reads a raw transaction of any type. Strict about the encoding; what is written there is
  /// checked by `validate`. A blob transaction is read in its body form, without blobs.
  /// - Throws: `TransactionError`.
  public init(decoding bytes: [UInt8]) throws(TransactionError) {
    let (transaction, signature) = try Transaction.decode(bytes, signed: true)
    guard let signature else { throw .invalidSignature }
    self.transaction = transaction
    self.signature = signature
    rawBytes = bytes
    hash = Keccak256.hash(bytes)
  }

  /// Checks the signature's ranges (EIP-2), then the transaction. That a sender can be recovered is
  /// not checked here.
  /// - Throws: `TransactionError`.
  public func validate(chainID: UInt64? = nil, rules: GasRules) throws(TransactionError) {
    guard signature.isCanonical else { throw .invalidSignature }
    try transaction.validate(chainID: chainID, rules: rules)
  }
}
