/// What a call asks for.
public enum GatewayAction: Sendable {
  /// Place one order.
  case placeOrder(OrderTicket)
  /// Place several orders, each with an outcome of its own.
  case placeOrders([OrderTicket])
  /// Place a stop-loss and a take-profit of which the first to fill cancels the other.
  case placeOCO(OrderTicket)
  /// Cancel one order.
  case cancelOrder(OrderSelection)
  /// Cancel the orders named.
  case cancelOrders(OrderSelection)
  /// Cancel all orders of one book.
  case cancelAll(OrderSelection)
  /// Cancel everything unless this call is repeated in time; 0 milliseconds switch it off.
  case cancelAllAfter(symbol: String?, milliseconds: Int64)
  /// Change an order in place.
  case amendOrder(OrderAmendment)
  /// Set or clear a position's protection.
  case setTradingStop(TradingStopTicket)
  /// Ask for one order.
  case getOrder(OrderSelection)
  /// Ask for data.
  case query(GatewayQuery)
  /// Change how positions are held.
  case configure(PositionSetting)
  /// Close a position at the market.
  case closePosition(PositionClose)
  /// Send coins to a chain.
  case withdraw(WithdrawalTicket)
  /// Move coins between the account's own wallets.
  case transfer(WalletTransfer)
  /// Open or prolong the account's private stream, where it is named by a key.
  case listenKey(isRenewal: Bool)
}
