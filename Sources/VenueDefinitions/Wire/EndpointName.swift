/// What a request asks of an exchange, in our words. A venue's table maps each to its method and
/// path; one that it lacks cannot be asked there.
public enum EndpointName: String, Hashable, Sendable, CaseIterable {
  /// Orders: place.
  case placeOrder, testOrder, placeOrders, placeConditional, placeOrderList
  /// Orders: cancel.
  case cancelOrder, cancelOrders, cancelConditional, cancelAll, cancelAllConditional, cancelAllAfter
  /// Orders: change.
  case amendOrder, amendQuantity, amendConditional, setTradingStop
  /// Orders: ask.
  case getOrder, getConditional, listOpenOrders, listOpenConditional, listClosedOrders
  /// Orders: ask about the past.
  case listClosedConditional, listFills
  /// Positions and their settings.
  case listPositions, setLeverage, setMarginMode, setPositionMode, changeMargin, closePosition
  /// The account.
  case getBalance, getFundingBalance, getTradingFee, getLeverageTiers, getKeyPermissions
  /// The account's ledger, where one list tells it.
  case listLedger
  /// The account's private stream, where it is named by a key.
  case openListenKey, renewListenKey
  /// Market data.
  case getKlines, getKlineHistory, getOrderBook, getTicker, getServerTime
  /// Funding.
  case getFundingRate, listFundingRates, listFundingPayments
  /// Wallets.
  case getDepositAddress, withdraw, listWithdrawals, listDeposits, transfer
}
