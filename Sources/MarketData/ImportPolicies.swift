/// What an import does with each flaw. By default it refuses them all; exact duplicates are
/// always dropped and counted.
public struct ImportPolicies: Hashable, Sendable {
  /// Missing rows.
  public var gaps: GapPolicy
  /// Rows of one time and different values.
  public var conflicts: ConflictPolicy
  /// Rows out of order.
  public var order: OrderPolicy

  /// Policies; without arguments the strict ones.
  public init(
    gaps: GapPolicy = .fail, conflicts: ConflictPolicy = .fail, order: OrderPolicy = .fail
  ) {
    self.gaps = gaps
    self.conflicts = conflicts
    self.order = order
  }

  /// Refuses every flaw.
  public static let strict = ImportPolicies()
}
