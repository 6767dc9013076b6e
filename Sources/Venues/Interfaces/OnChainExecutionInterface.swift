import TradingModel

/// Operates on chains and their protocols.
public struct OnChainExecutionInterface: DeskInterface {
  public let desk: Desk

  public func accepts(_ action: Action) -> Bool {
    if case .onChain = action { return true }
    return false
  }
}
