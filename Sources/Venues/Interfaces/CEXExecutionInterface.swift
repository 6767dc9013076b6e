import TradingModel

/// Trades on centralised exchanges.
public struct CEXExecutionInterface: OrderGateway, DeskInterface {
  public let desk: Desk

  public func accepts(_ action: Action) -> Bool {
    if case .trade = action { return true }
    return false
  }
}
