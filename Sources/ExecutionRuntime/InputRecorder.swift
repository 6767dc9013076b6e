import ExecutionCore
import TradingModel

/// Where inputs and what follows from them become durable, before any effect is performed.
public protocol InputRecorder: AnyObject, Sendable {
  /// Makes one step durable; `core` is the engine after it. A step that asks for nothing outside
  /// may be kept back and made durable with a later one. An error stops the run: nothing may be
  /// sent after it.
  func record(_ input: Stamped, effects: [Effect], core: ExecutionCore) throws
  /// Takes a step of a batch; nothing of it is performed before ``commitStaged(core:)`` returned.
  func stage(_ input: Stamped, effects: [Effect], core: ExecutionCore) throws
  /// Makes every staged step durable by one commit; `core` is the engine after the last.
  func commitStaged(core: ExecutionCore) throws
}

extension InputRecorder {
  /// Makes the step durable by itself.
  public func stage(_ input: Stamped, effects: [Effect], core: ExecutionCore) throws {
    try record(input, effects: effects, core: core)
  }

  /// Nothing: every staged step is durable already.
  public func commitStaged(core: ExecutionCore) throws {}
}
