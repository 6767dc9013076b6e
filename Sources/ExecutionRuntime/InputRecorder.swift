import ExecutionCore
import TradingModel

/// Where inputs and what follows from them become durable, before any effect is performed.
public protocol InputRecorder: AnyObject, Sendable {
  /// Makes one step durable; `core` is the engine after it. A step that asks for nothing outside
  /// may be kept back and made durable with a later one. An error stops the run: nothing may be
  /// sent after it.
  func record(_ input: Stamped, effects: [Effect], core: ExecutionCore) throws
}
