import FixedPoint
import TradingModel

/// What a transfer is judged by.
public struct TransferContext: Hashable, Sendable {
  /// The instant, for the policy's windows.
  public var time: Timestamp
  /// Worth in the reporting currency; nil when not known.
  public var notional: Money?
  /// The destination's label in the address book; nil for a venue of the desk or no entry.
  public var recipient: String?

  /// Describes a context.
  public init(time: Timestamp, notional: Money?, recipient: String? = nil) {
    self.time = time
    self.notional = notional
    self.recipient = recipient
  }
}
