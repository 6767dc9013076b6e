import TradingModel

/// Moves funds between places of the desk.
public struct TransferExecutionInterface: DeskInterface {
  public let desk: Desk

  public func accepts(_ action: Action) -> Bool {
    if case .transfer = action { return true }
    return false
  }
}
