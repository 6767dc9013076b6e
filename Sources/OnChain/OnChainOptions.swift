import FixedPoint
import TradingModel

/// How chain operations are carried out.
public struct OnChainOptions: Sendable {
  /// Native coins left behind for gas when all of them are moved, wei.
  public var nativeReserve: UInt256 = 10_000_000_000_000_000
  /// Most that a swap may give less than its quote, basis points, where no minimum is said.
  public var maximumSlippageBasisPoints: UInt64 = 50
  /// Seconds a swap's calldata stays valid.
  public var swapDeadline: UInt64 = 300
  /// Tokens whose allowance must be set to zero before it is changed.
  public var tokensThatResetAllowances: Set<String> = ["USDT"]
  /// Tokens whose approval of a supply is a signature (EIP-2612) in the same transaction.
  public var permitTokens: Set<String> = []
  /// Lowest health factor that a borrow or a withdrawal may leave, 18 decimals; nil where only the
  /// instruction's condition counts.
  public var minimumHealthFactor: UInt256?

  /// The time, for deadlines in calldata.
  public var now: @Sendable () -> Timestamp

  /// The defaults over a clock.
  public init(now: @escaping @Sendable () -> Timestamp) {
    self.now = now
  }

  /// Whether a token's allowance is set to zero before it is changed.
  func resetsAllowance(_ symbol: String) -> Bool { tokensThatResetAllowances.contains(symbol) }
}
