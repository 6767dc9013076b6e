/// How an account holds positions of one instrument.
public enum PositionMode: String, Sendable, CaseIterable {
  /// One position, long or short.
  case oneWay
  /// A long and a short position side by side.
  case hedge
}
