/// A decoded RLP item: a byte string or a list of items.
public indirect enum RLPItem: Hashable, Sendable {
  /// A byte string.
  case bytes([UInt8])
  /// A list.
  case list([RLPItem])
}
