/// What a function may do to the chain's state.
public enum ABIStateMutability: String, Hashable, Sendable {
  /// Reads neither state nor environment.
  case pure
  /// Reads state.
  case view
  /// Writes state; accepts no ether.
  case nonpayable
  /// Writes state; accepts ether.
  case payable
}
