/// Why the chain behind the simulated venues cannot be used.
public enum ChainBridgeError: Error, Hashable, Sendable {
  /// The node did not answer, or not with JSON-RPC.
  case unreachable(String)
  /// The node refused a call, in its words.
  case refused(String)
  /// What the node answered lacks what it has to say.
  case malformed(String)
}
