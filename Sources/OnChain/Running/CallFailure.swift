import ChainTransactions

/// Why a call did not do what it should.
public enum CallFailure: Error, Hashable, Sendable {
  /// Refused before anything was sent: by simulation, policy, fees, signer or every node.
  case refused(String)
  /// Mined and reverted: it cost gas and did nothing.
  case reverted(String, TransactionReceipt)
  /// Given up: an empty transaction took its nonce.
  case cancelled(TransactionReceipt)
  /// It cannot be told yet what became of it; the account is frozen, or the process is stopping.
  case unknown(String)
}
