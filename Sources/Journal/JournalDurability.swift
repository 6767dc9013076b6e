/// What a commit survives.
public enum JournalDurability: Hashable, Sendable {
  /// The end of the process and a power cut: for money. Every commit waits for the disk.
  case power
  /// The end of the process however it ends; a power cut may take the last commits, never their
  /// order. For backtests, which can be run again.
  case process
}
