/// What sending raw bytes came to, over all endpoints they went to.
public enum BroadcastAnswer: Hashable, Sendable {
  /// A node took it.
  case accepted
  /// A node has it already: success in disguise.
  case alreadyKnown
  /// The account's next nonce is higher: one of our hashes of this nonce is mined, or somebody
  /// else's transaction.
  case nonceTooLow
  /// The pool holds another transaction of this nonce and wants a higher offer.
  case underpriced
  /// Every node said that it will not take these bytes, with its word. Nothing entered a pool.
  case refused(BroadcastRefusal)
  /// No word, or not one that settles it: the bytes may be in a pool.
  case unknown
}
