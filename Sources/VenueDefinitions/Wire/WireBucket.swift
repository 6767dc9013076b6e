/// A rate limit that requests share.
public struct WireBucket: Hashable, Sendable {
  /// Who shares it.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// Everything sent from one network address.
    case address
    /// Everything sent for one account.
    case account
  }

  /// Its name among the venue's buckets.
  public var name: String
  /// Who shares it.
  public var scope: Scope
  /// Weight allowed in an interval.
  public var limit: Int
  /// The interval, in seconds.
  public var intervalSeconds: Int
}
