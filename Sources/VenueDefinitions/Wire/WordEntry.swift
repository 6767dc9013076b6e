/// One thing in our word and in the venue's.
public struct WordEntry: Hashable, Sendable {
  /// Our word.
  public var ours: String
  /// The venue's word.
  public var theirs: String
}
