/// What to do with rows that are not in ascending order of time.
public enum OrderPolicy: String, Hashable, Sendable, CaseIterable {
  /// Refuse the file, naming the first line out of order.
  case fail
  /// Sort by time; rows of one time stay in file order.
  case sort
}
