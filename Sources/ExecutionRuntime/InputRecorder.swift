import ExecutionCore
import TradingModel

/// Where inputs and what follows from them become durable, before any effect is performed.
public protocol InputRecorder: AnyObject, Sendable {
  /// Makes one step durable. An error stops the run: nothing may be sent after it.
  func record(_ input: Stamped, effects: [Effect]) throws
}
