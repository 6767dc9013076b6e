import Ethereum

/// Signs transactions for one chain and lets a signed one out only when its bytes, decoded again,
/// say exactly what was asked and were signed by the account.
public struct TransactionSigner: Sendable {
  /// Who signs.
  public let signer: any Signer
  /// The only chain that is signed for.
  public let chainID: UInt64

  /// A signer pinned to a chain.
  public init(_ signer: any Signer, chainID: UInt64) {
    self.signer = signer
    self.chainID = chainID
  }

  /// Signs and checks.
  /// - Throws: `SigningError`; `wrongChain` before anything is signed.
  public func sign(_ transaction: Transaction) async throws(SigningError) -> SignedTransaction {
    guard transaction.chainID == chainID else { throw .wrongChain }
    return try Self.check(
      try await signer.sign(transaction), asked: transaction, signer: signer.address)
  }

  /// Decodes raw bytes and compares them with what was asked and with the account.
  /// - Throws: `SigningError.malformedAnswer`, `differs` or `wrongSigner`.
  public static func check(
    _ raw: [UInt8], asked: Transaction, signer: Address
  ) throws(SigningError) -> SignedTransaction {
    guard let signed = try? SignedTransaction(decoding: raw) else { throw .malformedAnswer }
    if signed.transaction != asked {
      throw .differs(field: asked.firstDifference(from: signed.transaction))
    }
    guard signed.signature.isCanonical, let sender = try? signed.sender(), sender == signer else {
      throw .wrongSigner
    }
    return signed
  }
}

extension SignedTransaction {
  /// The account that signed.
  /// - Throws: `KeyError.unrecoverable`.
  public func sender() throws(KeyError) -> Address {
    try PublicKey(recovering: signature, digest: transaction.signingHash).address
  }
}

extension SignedAuthorization {
  /// The account that signed; nil when there is none or the signature is not canonical, in which
  /// case the chain skips the authorisation (EIP-7702).
  public var authority: Address? {
    guard let signature, signature.isCanonical else { return nil }
    return try? PublicKey(recovering: signature, digest: authorization.signingHash).address
  }
}

extension Transaction {
  /// The name of the first field in which another transaction differs.
  fileprivate func firstDifference(from other: Transaction) -> String {
    let pairs: [(String, Bool)] = [
      ("type", type == other.type), ("chainId", chainID == other.chainID),
      ("nonce", nonce == other.nonce), ("to", to == other.to), ("value", value == other.value),
      ("data", data == other.data), ("gasLimit", gasLimit == other.gasLimit),
      ("maxFeePerGas", maxFeePerGas == other.maxFeePerGas),
      ("maxPriorityFeePerGas", maxPriorityFeePerGas == other.maxPriorityFeePerGas),
      ("accessList", accessList == other.accessList),
      ("authorizationList", authorizations == other.authorizations),
    ]
    return pairs.first { !$0.1 }?.0 ?? "blob fields"
  }
}
