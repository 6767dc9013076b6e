/// Where a deposit, withdrawal or transfer is by the venue's own word.
public enum WireTransferStatus: String, Hashable, Sendable, CaseIterable {
  /// Under way or under review.
  case pending
  /// Done.
  case ok
  /// Refused or failed.
  case failed
  /// Taken back.
  case canceled
  /// A word nobody has classified.
  case unknown
}
