/// What a durable batch came to.
public struct JournalReceipt: Hashable, Sendable {
  /// The end of the chain after the batch.
  public let head: JournalHead
  /// Executions that were stored before, exactly the same: ignored.
  public let duplicateExecutions: Int
  /// Executions whose trade number is stored with other numbers: the stored row stays. A person
  /// has to look.
  public let conflictingExecutions: [JournalProjections.Execution]
}
