/// The end of the hash chain. Kept elsewhere (log, backup), it proves later that nothing before it
/// was changed or cut off.
public struct JournalHead: Hashable, Codable, Sendable {
  /// Sequence number of the last input; 0 while there is none.
  public let sequence: UInt64
  /// Number of rows in the chain, inputs and effects together.
  public let position: UInt64
  /// SHA-256 of the last row, 64 lower-case hexadecimal digits.
  public let hash: String

  /// Names a place in the chain.
  public init(sequence: UInt64, position: UInt64, hash: String) {
    self.sequence = sequence
    self.position = position
    self.hash = hash
  }
}
