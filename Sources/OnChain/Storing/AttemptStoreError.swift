/// Why a store of attempts cannot be used.
public enum AttemptStoreError: Error, Hashable, Sendable {
  /// The file cannot be opened, read, written or synchronised: what the system said.
  case failed(path: String, reason: String)
  /// Another process holds the file: two processes would give out the same nonces.
  case inUse(path: String)
  /// A record before the last does not match its checksum: the file was changed, not torn.
  case corrupt(path: String, offset: Int)
  /// A write failed half-way and could not be taken back; nothing more is stored.
  case broken
}
