import Simulation

/// The venue's codes for what is refused. Source: binance-spot-api-docs errors.md; USDⓈ-M error
/// codes as in ccxt's table of linear errors.
enum BinanceFailures {
  static func failure(_ refusal: OrderRefusal, _ wallet: WalletKind) -> VenueFailure {
    wallet == .binanceSpot ? spot(refusal) : futures(refusal)
  }

  private static func spot(_ refusal: OrderRefusal) -> VenueFailure {
    switch refusal {
    case .tick, .price: VenueFailure(-1013, "Filter failure: PRICE_FILTER")
    case .step, .minimumQuantity, .maximumQuantity:
      VenueFailure(-1013, "Filter failure: LOT_SIZE")
    case .notional: VenueFailure(-1013, "Filter failure: NOTIONAL")
    case .duplicateClientID: VenueFailure(-2010, "Duplicate order sent.")
    case .balance:
      VenueFailure(-2010, "Account has insufficient balance for requested action.")
    case .postOnlyWouldTake: VenueFailure(-2010, "Order would immediately match and take.")
    case .wouldTrigger: VenueFailure(-2010, "Order would trigger immediately.")
    case .tooManyOrders: VenueFailure(-1013, "Filter failure: MAX_NUM_ORDERS")
    case .noPrice: VenueFailure(-2010, "Market is closed.")
    case .notFound, .finished: VenueFailure(-2013, "Order does not exist.")
    case .unchanged, .invalid, .reduceOnly:
      VenueFailure(-1128, "Combination of optional parameters invalid.")
    }
  }

  private static func futures(_ refusal: OrderRefusal) -> VenueFailure {
    switch refusal {
    case .tick: VenueFailure(-4014, "Price not increased by tick size.")
    case .price: VenueFailure(-4001, "Price less than 0.")
    case .step:
      VenueFailure(-1111, "Precision is over the maximum defined for this asset.")
    case .minimumQuantity: VenueFailure(-4004, "Quantity less than min quantity.")
    case .maximumQuantity: VenueFailure(-4005, "Quantity greater than max quantity.")
    case .notional:
      VenueFailure(
        -4164,
        "Order's notional must be no smaller than the minimum (unless you choose reduce only).")
    case .duplicateClientID: VenueFailure(-4116, "ClientOrderId is duplicated.")
    case .balance: VenueFailure(-2019, "Margin is insufficient.")
    case .postOnlyWouldTake:
      VenueFailure(
        -5022,
        "Due to the order could not be executed as maker, the Post Only order will be rejected.")
    case .wouldTrigger: VenueFailure(-2021, "Order would immediately trigger.")
    case .reduceOnly: VenueFailure(-2022, "ReduceOnly Order is rejected.")
    case .tooManyOrders: VenueFailure(-2025, "Reach max open order limit.")
    case .noPrice: VenueFailure(-4140, "Invalid symbol status for opening position.")
    case .unchanged: VenueFailure(-5027, "No need to modify the order.")
    case .notFound, .finished: VenueFailure(-2013, "Order does not exist.")
    case .invalid: VenueFailure(-1128, "Combination of optional parameters invalid.")
    }
  }

  static func missing(_ name: String) -> VenueFailure {
    VenueFailure(
      -1102, "Mandatory parameter '\(name)' was not sent, was empty/null, or malformed.")
  }

  static let symbol = VenueFailure(-1121, "Invalid symbol.")
}
