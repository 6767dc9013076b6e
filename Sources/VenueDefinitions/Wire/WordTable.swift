/// Our words and a venue's for the same things.
public struct WordTable: Hashable, Sendable {
  /// What the words are for: `sides`, `intervals`.
  public var name: String
  /// Our word and theirs, in the file's order.
  public var entries: [WordEntry]

  /// The venue's word for ours; nil when it has none.
  public func word(for ours: String) -> String? { entries.first { $0.ours == ours }?.theirs }
}
