/// How soon a transaction should be in a block.
public enum FeeUrgency: String, Hashable, Codable, Sendable, CaseIterable {
  /// Within minutes; the lowest tip that recent blocks took.
  case patient
  /// Within a few blocks.
  case normal
  /// In the next block if there is room.
  case urgent
}
