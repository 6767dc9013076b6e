import TradingModel
import VenueDefinitions

/// One call to an exchange in words that no venue owns.
public struct GatewayCall: Sendable {
  /// The market it is about.
  public var market: Market
  /// What is asked.
  public var action: GatewayAction

  /// A call.
  public init(market: Market, action: GatewayAction) {
    self.market = market
    self.action = action
  }
}
