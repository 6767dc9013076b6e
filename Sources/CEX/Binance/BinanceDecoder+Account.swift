import FixedPoint
import JSON
import TradingModel

extension BinanceDecoder {
  /// Balances, positions, settings, fees and keys; false where the object is none of them.
  func readAccount(
    _ row: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if row.has("positionAmt") {
      decoded.positions.append(try position(row))
    } else if let balances = try row.rows("balances") {
      let time = try row.time("updateTime")
      for balance in balances { decoded.balances.append(try spotBalance(balance, time)) }
      decoded.isList = true
    } else if let assets = try row.rows("assets"), row.has("totalWalletBalance") {
      for asset in assets { decoded.balances.append(try linearBalance(asset)) }
      for position in try row.rows("positions") ?? [] {
        decoded.positions.append(try self.position(position))
      }
      decoded.isList = true
    } else if row.has("crossWalletBalance"), row.has("asset") {
      decoded.balances.append(try linearBalance(row))
    } else if row.has("asset"), row.has("free"), row.has("locked") {
      decoded.balances.append(try spotBalance(row, nil))
    } else if let kind = row.text("incomeType") {
      try readIncome(row, kind, into: &decoded)
    } else if row.has("leverage"), row.has("symbol") {
      decoded.settings.append(try setting(row))
    } else if let isHedge = row.flag("dualSidePosition") {
      decoded.settings.append(SettingRecord(positionMode: isHedge ? "hedge" : "one_way"))
    } else if row.has("multiAssetsMargin") {
      decoded.events.append(EventRecord(kind: "acknowledged", subject: "multiAssetsMargin"))
    } else if row.has("countdownTime") {
      decoded.events.append(EventRecord(kind: "acknowledged", subject: "countdownCancelAll"))
    } else {
      return try readRights(row, into: &decoded)
    }
    return true
  }

  private func readRights(
    _ row: WireRow, into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if row.has("makerCommissionRate") {
      decoded.feeRates.append(try feeRate(row, "makerCommissionRate", "takerCommissionRate"))
    } else if row.has("makerCommission"), row.has("symbol") {
      decoded.feeRates.append(try feeRate(row, "makerCommission", "takerCommission"))
    } else if let standard = row.row("standardCommission") {
      var rate = try feeRate(standard, "maker", "taker")
      rate.symbol = base.symbols.unified(row.text("symbol"))
      decoded.feeRates.append(rate)
    } else if row.has("ipRestrict") {
      decoded.keys.append(
        KeyRecord(
          canRead: row.flag("enableReading"),
          canTrade: row.flag(
            base.market == .spot ? "enableSpotAndMarginTrading" : "enableFutures"),
          canWithdraw: row.flag("enableWithdrawals"),
          canTransfer: row.flag("permitsUniversalTransfer"),
          isAddressBound: row.flag("ipRestrict")))
    } else if let key = row.text("listenKey") {
      decoded.listenKey = key
    } else if let brackets = try row.rows("brackets") {
      let symbol = base.symbols.unified(row.text("symbol"))
      for bracket in brackets {
        decoded.tiers.append(
          TierRecord(
            symbol: symbol, tier: bracket.text("bracket"),
            floor: try bracket.required("notionalFloor"), cap: try bracket.number("notionalCap"),
            unit: "quote", maintenanceMarginRate: try bracket.required("maintMarginRatio"),
            maximumLeverage: try bracket.number("initialLeverage")))
      }
    } else {
      return false
    }
    return true
  }

  private func feeRate(
    _ row: WireRow, _ maker: String, _ taker: String
  ) throws(WireFailure) -> FeeRateRecord {
    FeeRateRecord(
      symbol: base.symbols.unified(row.text("symbol")), maker: try row.required(maker),
      taker: try row.required(taker))
  }

  private func setting(_ row: WireRow) throws(WireFailure) -> SettingRecord {
    SettingRecord(
      symbol: base.symbols.unified(row.text("symbol")), leverage: try row.required("leverage"),
      marginMode: Self.marginMode(row.text("marginType")))
  }

  /// `CROSSED` or `cross`, `ISOLATED` or `isolated`.
  static func marginMode(_ word: String?) -> MarginMode? {
    switch word {
    case "CROSSED", "cross", "CROSS": .cross
    case "ISOLATED", "isolated": .isolated
    default: nil
    }
  }

  private func spotBalance(_ row: WireRow, _ time: Timestamp?) throws(WireFailure) -> BalanceRecord
  {
    BalanceRecord(
      wallet: wallet, currency: try row.requiredText("asset"), free: try row.required("free"),
      used: try row.required("locked"), total: nil, time: time)
  }

  private func linearBalance(_ row: WireRow) throws(WireFailure) -> BalanceRecord {
    let total: Quantity? = try row.number("walletBalance", "balance")
    guard let total else { throw .malformed("walletBalance is missing") }
    return BalanceRecord(
      wallet: wallet, currency: try row.requiredText("asset"),
      free: try row.number("availableBalance"), used: try row.number("initialMargin"),
      total: total, time: try row.time("updateTime"))
  }

  func position(_ row: WireRow) throws(WireFailure) -> PositionRecord {
    let amount: Quantity = try row.required("positionAmt")
    var position = PositionRecord(venueSymbol: try row.requiredText("symbol"))
    position.symbol = base.symbols.unified(position.venueSymbol)
    position.contracts = Quantity(amount.value.magnitude)
    position.contractSize = Quantity(1)
    position.amount = position.contracts
    let side = row.text("positionSide")
    position.hedged = side.map { $0 != "BOTH" }
    position.side =
      amount.isZero
      ? nil
      : side == "LONG" || (side != "SHORT" && amount.isPositive)
        ? "long" : "short"
    position.entryPrice = try row.positive("entryPrice")
    position.breakEvenPrice = try row.nonZero("breakEvenPrice")
    position.markPrice = try row.positive("markPrice")
    position.liquidationPrice = try row.nonZero("liquidationPrice")
    if let notional: Money = try row.number("notional") {
      position.notional = Money(notional.value.magnitude)
    }
    position.unrealizedPnL = try row.number("unRealizedProfit", "unrealizedProfit")
    let isolated: Money? = try row.nonZero("isolatedMargin", "isolatedWallet")
    position.isolatedMargin = isolated
    position.marginMode = Self.marginMode(row.text("marginType"))
    if position.marginMode == nil, row.has("isolatedMargin") {
      let isIsolated = row.flag("isolated") ?? (isolated != nil)
      position.marginMode = isIsolated ? .isolated : .cross
    }
    position.leverage = try row.nonZero("leverage")
    position.initialMargin = try row.number("initialMargin")
    position.maintenanceMargin = try row.number("maintMargin")
    position.time = try row.time("updateTime")
    return position
  }

  private func readIncome(
    _ row: WireRow, _ kind: String, into decoded: inout Decoded
  ) throws(WireFailure) {
    let amount: Quantity = try row.required("income")
    if kind == "FUNDING_FEE" {
      decoded.fundingPayments.append(
        FundingPaymentRecord(
          id: row.text("tranId"), symbol: base.symbols.unified(row.text("symbol")),
          venueSymbol: row.text("symbol"), amount: Money(amount.value),
          currency: row.text("asset"), time: try row.time("time")))
    } else {
      decoded.ledger.append(
        LedgerRecord(
          id: row.text("tranId"), type: kind, currency: row.text("asset"), amount: amount,
          symbol: base.symbols.unified(row.text("symbol")), reference: row.text("tradeId"),
          time: try row.time("time")))
    }
  }
}
