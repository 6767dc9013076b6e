import FixedPoint
import TradingModel

/// What a chain transaction is judged by.
public struct ChainContext: Hashable, Sendable {
  /// The instant, for the policy's windows.
  public var time: Timestamp
  /// Worth of each step in the reporting currency, in the steps' order; nil when not known.
  public var stepNotionals: [Money?]
  /// Units each step moves, in the steps' order; nil when only known when it runs.
  public var stepAmounts: [Quantity?]
  /// Health factor after the last step; nil when not known.
  public var healthFactorAfter: Rate?
  /// Whether the account owes nothing after the last step, so that no health factor exists.
  public var isDebtFree: Bool
  /// Price per gas now, in native units; nil when not known.
  public var feePerGas: Quantity?
  /// Whether the caller has shown, by simulating it, that the whole shrinks exposure.
  public var isExposureReducing: Bool
  /// Whether the executor asserts the transaction's own health factor in the transaction itself,
  /// so that it need not be predicted here. Limits are checked all the same.
  public var assertsHealthFactor: Bool

  /// Describes a context.
  public init(
    time: Timestamp, stepNotionals: [Money?] = [], stepAmounts: [Quantity?] = [],
    healthFactorAfter: Rate? = nil, isDebtFree: Bool = false, feePerGas: Quantity? = nil,
    isExposureReducing: Bool = false, assertsHealthFactor: Bool = false
  ) {
    self.time = time
    self.stepNotionals = stepNotionals
    self.stepAmounts = stepAmounts
    self.healthFactorAfter = healthFactorAfter
    self.isDebtFree = isDebtFree
    self.feePerGas = feePerGas
    self.isExposureReducing = isExposureReducing
    self.assertsHealthFactor = assertsHealthFactor
  }
}
