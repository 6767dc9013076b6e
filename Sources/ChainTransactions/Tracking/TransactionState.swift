/// Where a chain intent stands. `mined`, `confirmed`, `reverted` and `cancelled` go back to
/// `pending` when their block leaves the chain.
public enum TransactionState: String, Hashable, Codable, Sendable, CaseIterable {
  /// Waits for a nonce, for fees or for its signature; nothing was sent.
  case planned
  /// Signed and handed to the broadcaster: the bytes may be in a pool.
  case broadcast
  /// A node has said that it holds the bytes.
  case pending
  /// In a block, carried out or not, with fewer confirmations than the chain's rule.
  case mined
  /// Carried out, with the confirmations to act on it.
  case confirmed
  /// Reverted, with the confirmations to act on it: it cost gas and did nothing.
  case reverted
  /// Carried out in a finalized block.
  case final
  /// Refused before or at sending; nothing can be mined.
  case denied
  /// Our own empty transaction was mined in its place, with the confirmations to act on it.
  case cancelled
  /// A transaction that is not ours took its nonce. The account is frozen.
  case foreign
}
