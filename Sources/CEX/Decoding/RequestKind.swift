import JSON

/// What was asked: the gateway's actions, and the calls a gateway makes for itself.
enum RequestKind: String, CaseIterable, Sendable {
  case placeOrder = "place_order"
  case placeOrders = "place_orders"
  case placeOCO = "place_oco"
  case cancelOrder = "cancel_order"
  case cancelOrders = "cancel_orders"
  case cancelAll = "cancel_all"
  case cancelAllAfter = "cancel_all_after"
  case amendOrder = "amend_order"
  case setTradingStop = "set_trading_stop"
  case getOrder = "get_order"
  case listOpenOrders = "list_open_orders"
  case listClosedOrders = "list_closed_orders"
  case listOrders = "list_orders"
  case listFills = "list_fills"
  case listPositions = "list_positions"
  case listClosedPositions = "list_closed_positions"
  case getBalance = "get_balance"
  case setLeverage = "set_leverage"
  case getLeverage = "get_leverage"
  case setMarginMode = "set_margin_mode"
  case setPositionMode = "set_position_mode"
  case getSettings = "get_settings"
  case changeMargin = "change_margin"
  case closePosition = "close_position"
  case getKlines = "get_klines"
  case getOrderBook = "get_order_book"
  case getTicker = "get_ticker"
  case listTrades = "list_trades"
  case getFundingRate = "get_funding_rate"
  case listFundingRates = "list_funding_rates"
  case listFundingPayments = "list_funding_payments"
  case listLedger = "list_ledger"
  case getLeverageTiers = "get_leverage_tiers"
  case getTradingFee = "get_trading_fee"
  case getServerTime = "get_server_time"
  case getDepositAddress = "get_deposit_address"
  case withdraw
  case listWithdrawals = "list_withdrawals"
  case listDeposits = "list_deposits"
  case transfer
  case listTransfers = "list_transfers"
  case getInstruments = "get_instruments"
  case getKeyPermissions = "get_key_permissions"
  case createListenKey = "create_listen_key"
  case keepAlive = "keep_alive"
  case ping

  /// Whether the venue may have changed something because of it.
  var mutates: Bool {
    switch self {
    case .placeOrder, .placeOrders, .placeOCO, .cancelOrder, .cancelOrders, .cancelAll,
      .cancelAllAfter, .amendOrder, .setTradingStop, .setLeverage, .setMarginMode,
      .setPositionMode, .changeMargin, .closePosition, .withdraw, .transfer:
      true
    default: false
    }
  }

  /// The name of the list an answer gives; nil for answers that are no lists.
  var listName: String? {
    switch self {
    case .getOrder, .listOpenOrders, .listClosedOrders, .listOrders: "orders"
    case .cancelAll: "reports"
    case .listFills: "fills"
    case .listPositions: "positions"
    case .listClosedPositions: "closedPositions"
    case .getBalance: "balances"
    case .getKlines: "klines"
    case .getTicker: "quotes"
    case .listTrades: "trades"
    case .getFundingRate, .listFundingRates: "fundings"
    case .listFundingPayments: "fundingPayments"
    case .listLedger: "ledger"
    case .getLeverageTiers: "leverageTiers"
    case .getTradingFee: "feeRates"
    case .getDepositAddress: "addresses"
    case .listWithdrawals, .listDeposits, .listTransfers: "transfers"
    case .getInstruments: "instruments"
    default: nil
    }
  }

  /// Whether an answer that says something else than what was asked can be a success.
  func accepts(_ decoded: Decoded) -> Bool {
    switch self {
    case .placeOrder, .amendOrder, .placeOCO:
      decoded.reports.contains { $0.orderID != nil || $0.failure != nil }
    case .closePosition: !decoded.reports.isEmpty
    case .placeOrders, .cancelOrders: !decoded.reports.isEmpty
    case .cancelOrder: !decoded.reports.isEmpty || !decoded.orders.isEmpty
    case .cancelAll:
      decoded.isList || !decoded.reports.isEmpty || !decoded.events.isEmpty
    case .cancelAllAfter, .setTradingStop, .setLeverage, .setMarginMode, .setPositionMode,
      .changeMargin, .ping:
      decoded.isAcknowledgement || !decoded.reports.isEmpty
    case .getOrder, .listOpenOrders, .listClosedOrders, .listOrders:
      decoded.isList || !decoded.orders.isEmpty
    case .listFills: decoded.isList || !decoded.fills.isEmpty || !decoded.fundingPayments.isEmpty
    case .listPositions: decoded.isList || !decoded.positions.isEmpty || !decoded.balances.isEmpty
    case .getBalance: decoded.isList || !decoded.balances.isEmpty
    case .getKlines: decoded.isList || !decoded.klines.isEmpty
    case .getOrderBook: !decoded.books.isEmpty
    case .getTicker: decoded.isList || !decoded.quotes.isEmpty
    case .listTrades: decoded.isList || !decoded.trades.isEmpty
    case .getFundingRate, .listFundingRates:
      decoded.isList || !decoded.fundings.isEmpty
    case .getServerTime: decoded.serverTime != nil
    case .getDepositAddress: !decoded.addresses.isEmpty || decoded.isList
    case .withdraw, .transfer: !decoded.transfers.isEmpty
    case .createListenKey: decoded.listenKey != nil
    case .keepAlive: decoded.listenKey != nil || decoded.isAcknowledgement
    default: decoded.isList || !decoded.isEmpty
    }
  }
}

extension Decoded {
  /// Whether it can stand for "done": an event or a setting, and no market data.
  var isAcknowledgement: Bool {
    !events.isEmpty || !settings.isEmpty || isList
  }
}
