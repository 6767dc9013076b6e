import TradingModel

/// Request weights per address and orders per account. Source: `exchangeInfo.rateLimits`.
enum BinanceLimits {
  static let spotWeight = 6000
  static let futuresWeight = 2400
  static let walletWeight = 12000
  /// Orders in ten seconds and in a minute: spot counts in ten seconds and a day.
  static let spotOrders = 100_000
  static let futuresOrders = 100_000

  static func take(
    _ endpoint: VenueEndpoint, _ request: VenueRequest, _ state: inout VenueServerState,
    _ headers: inout [(name: String, value: String)]
  ) throws(VenueFailure) {
    let isWallet = endpoint.path.hasPrefix("/sapi")
    let isFutures = endpoint.path.hasPrefix("/fapi")
    let group = isWallet ? "sapi" : (isFutures ? "fapi" : "api")
    let limit = isWallet ? walletWeight : (isFutures ? futuresWeight : spotWeight)
    let ban = "binance|" + request.address
    if let until = state.bans[ban] {
      if until > state.now { throw banned(until: until, at: state.now) }
      state.bans[ban] = nil
    }
    let name = "binance|\(group)|" + request.address
    let used =
      state.windows[name, default: RateWindow()].use(
        endpoint.weight, of: .seconds(60), at: state.now)
    headers.append(
      (isWallet ? "X-SAPI-USED-IP-WEIGHT-1M" : "X-MBX-USED-WEIGHT-1M", String(used)))
    if !isWallet { headers.append(("X-MBX-USED-WEIGHT", String(used))) }
    guard state.options.enforcesRateLimits, used > limit else { return }
    if used > limit + limit / 4 {
      let until = state.now.advanced(by: .seconds(120))
      state.bans[ban] = until
      throw banned(until: until, at: state.now)
    }
    var failure = VenueFailure(
      -1003,
      "Too many requests; current limit of IP(\(request.address)) is \(limit) requests per minute. "
        + "Please use the websocket for live updates to avoid polling the API.", status: 429)
    failure.headers = [("Retry-After", String(60 - state.now.seconds % 60))]
    throw failure
  }

  static func banned(until: Timestamp, at now: Timestamp) -> VenueFailure {
    var failure = VenueFailure(
      -1003,
      "Way too many requests; IP banned until \(until.milliseconds). Please use the websocket "
        + "for live updates to avoid bans.", status: 418)
    failure.headers = [
      ("Retry-After", String(max(1, until.since(now).nanoseconds / 1_000_000_000)))
    ]
    return failure
  }

  static func takeOrder(
    _ endpoint: VenueEndpoint, _ call: VenueCall, _ state: inout VenueServerState,
    _ headers: inout [(name: String, value: String)]
  ) throws(VenueFailure) {
    let counted = [
      "/api/v3/order", "/fapi/v1/order", "/fapi/v1/algoOrder", "/fapi/v1/batchOrders",
      "/api/v3/order/cancelReplace",
    ]
    guard endpoint.method == "POST" || endpoint.method == "PUT", counted.contains(endpoint.path)
    else { return }
    let isFutures = endpoint.path.hasPrefix("/fapi")
    let limit = isFutures ? futuresOrders : spotOrders
    let name = "binance|orders|\(isFutures)|\(call.account)"
    let short = state.windows[name, default: RateWindow()].use(
      1, of: .seconds(10), at: state.now)
    let long = state.windows[name + "|long", default: RateWindow()].use(
      1, of: isFutures ? .seconds(60) : .hours(24), at: state.now)
    headers.append(("X-MBX-ORDER-COUNT-10S", String(short)))
    headers.append((isFutures ? "X-MBX-ORDER-COUNT-1M" : "X-MBX-ORDER-COUNT-1D", String(long)))
    guard state.options.enforcesRateLimits, short > limit else { return }
    var failure = VenueFailure(
      -1015, "Too many new orders; current limit is \(limit) orders per TEN_SECONDS.", status: 429)
    failure.headers = [("Retry-After", "10")]
    throw failure
  }
}
