import Ethereum

/// One signed transaction at an intent's nonce. All attempts of a nonce are kept and asked for:
/// any of them may be mined.
public struct TransactionAttempt: Hashable, Sendable {
  /// What the attempt does.
  public enum Purpose: UInt8, Hashable, Codable, Sendable {
    /// Carries the intent out.
    case intent
    /// An empty transfer to the account itself, which uses the nonce up.
    case cancellation
  }

  /// The transaction's hash.
  public let hash: Hash32
  /// The signed bytes; the same are sent each time.
  public let raw: [UInt8]
  /// The fees offered.
  public let fees: FeeQuote
  /// What it does.
  public let purpose: Purpose

  /// Describes an attempt.
  public init(hash: Hash32, raw: [UInt8], fees: FeeQuote, purpose: Purpose) {
    self.hash = hash
    self.raw = raw
    self.fees = fees
    self.purpose = purpose
  }
}
