import FixedPoint
import JSON
import TradingModel
import VenueDefinitions

extension OKXDecoder {
  /// Balances, positions, settings, fees, keys and ledger lines; false where the row is none.
  func readAccount(
    _ row: WireRow, context: RequestContext, into decoded: inout Decoded
  ) throws(WireFailure) -> Bool {
    if row.has("pos"), row.has("instId") {
      decoded.positions.append(try position(row))
    } else if let details = try row.rows("details") {
      for detail in details { decoded.balances.append(try balance(detail)) }
    } else if row.has("bal"), row.has("availBal"), row.has("frozenBal") {
      decoded.balances.append(
        BalanceRecord(
          wallet: "funding", currency: try row.requiredText("ccy"),
          free: try row.required("availBal"), used: try row.required("frozenBal"),
          total: try row.required("bal")))
    } else if row.has("billId"), row.has("balChg") {
      try readBill(row, into: &decoded)
    } else if row.has("acctLv") {
      decoded.keys.append(key(row))
      decoded.settings.append(SettingRecord(positionMode: positionMode(row.text("posMode"))))
    } else if row.has("posMode") {
      decoded.settings.append(SettingRecord(positionMode: positionMode(row.text("posMode"))))
    } else if row.has("lever"), row.has("mgnMode") {
      decoded.settings.append(
        SettingRecord(
          symbol: base.symbols.unified(row.text("instId")), leverage: try row.required("lever"),
          marginMode: marginMode(row.text("mgnMode"))))
    } else if row.has("maker"), row.has("taker") {
      decoded.feeRates.append(try feeRate(row, context))
    } else if row.has("closeAvgPx") {
      decoded.closedPositions.append(try closedPosition(row))
    } else if row.has("leverage"), row.has("amt"), row.has("posSide") {
      decoded.events.append(EventRecord(kind: "acknowledged", subject: "margin-balance"))
    } else {
      return false
    }
    return true
  }

  private func positionMode(_ word: String?) -> String? {
    switch word {
    case "net_mode": "one_way"
    case "long_short_mode": "hedge"
    default: nil
    }
  }

  private func marginMode(_ word: String?) -> MarginMode? {
    switch word {
    case "cross": .cross
    case "isolated": .isolated
    default: nil
    }
  }

  /// Rates are told as what is paid to us: a charge has a minus.
  private func feeRate(_ row: WireRow, _ context: RequestContext) throws(WireFailure)
    -> FeeRateRecord
  {
    let isLinear = base.market == .perp && row.text("takerU") != nil
    let maker: Rate = try row.required(isLinear ? "makerU" : "maker")
    let taker: Rate = try row.required(isLinear ? "takerU" : "taker")
    return FeeRateRecord(
      symbol: base.symbols.unified(context.symbol), maker: -maker, taker: -taker)
  }

  func balance(_ row: WireRow) throws(WireFailure) -> BalanceRecord {
    let total: Quantity? = try row.number("eq", "cashBal")
    guard let total else { throw .malformed("eq is missing") }
    let free: Quantity? = try row.number("availEq", "availBal")
    var record = BalanceRecord(
      wallet: "trading", currency: try row.requiredText("ccy"), free: free,
      used: free == nil ? try row.number("frozenBal") : nil, total: total,
      debt: try row.nonZero("liab"), time: try row.time("uTime"))
    record.cash = try row.number("cashBal")
    return record
  }

  func position(_ row: WireRow) throws(WireFailure) -> PositionRecord {
    let signed: Quantity = try row.required("pos")
    let contracts = Quantity(signed.value.magnitude)
    var position = PositionRecord(venueSymbol: try row.requiredText("instId"))
    position.symbol = base.symbols.unified(position.venueSymbol)
    position.amount = try baseUnits(contracts, row)
    if isInContracts(row) {
      position.contracts = contracts
      position.contractSize = base.symbols.contractSize(position.venueSymbol)
    }
    let side = row.text("posSide")
    position.hedged = side.map { $0 != "net" }
    position.side = signed.isZero ? nil : side == "short" || signed.isNegative ? "short" : "long"
    position.entryPrice = try row.positive("avgPx")
    position.breakEvenPrice = try row.nonZero("bePx")
    position.markPrice = try row.positive("markPx")
    position.liquidationPrice = try row.nonZero("liqPx")
    if let amount = position.amount, let mark = position.markPrice {
      position.notional = mark.value.multipliedIfFits(by: amount.value, rounding: .halfEven)
        .map { Money($0) }
    } else {
      position.notional = try row.number("notionalUsd")
    }
    position.unrealizedPnL = try row.number("upl")
    position.realizedPnL = try row.number("realizedPnl")
    position.marginMode = marginMode(row.text("mgnMode"))
    position.leverage = try row.number("lever")
    position.initialMargin = try row.number("imr", "margin")
    position.maintenanceMargin = try row.number("mmr")
    position.isolatedMargin = try row.nonZero("margin")
    for order in try row.rows("closeOrderAlgo") ?? [] {
      if position.takeProfitPrice == nil {
        position.takeProfitPrice = try order.positive("tpTriggerPx")
      }
      if position.stopLossPrice == nil {
        position.stopLossPrice = try order.positive("slTriggerPx")
      }
    }
    position.time = try row.time("uTime")
    return position
  }

  private func closedPosition(_ row: WireRow) throws(WireFailure) -> ClosedPositionRecord {
    ClosedPositionRecord(
      symbol: base.symbols.unified(row.text("instId")), venueSymbol: row.text("instId"),
      side: row.text("direction"), amount: try baseUnits(row.amount("closeTotalPos"), row),
      entryPrice: try row.positive("openAvgPx"), exitPrice: try row.positive("closeAvgPx"),
      realizedPnL: try row.number("realizedPnl"), leverage: try row.number("lever"),
      time: try row.time("uTime"))
  }

  /// A line of the ledger: type 8 is funding, type 1 a transfer between wallets.
  private func readBill(_ row: WireRow, into decoded: inout Decoded) throws(WireFailure) {
    let change: Quantity = try row.required("balChg")
    let symbol = base.symbols.unified(row.text("instId"))
    let time = try row.time("ts")
    let fee: Quantity? = try row.nonZero("fee")
    if row.text("type") == "8" {
      decoded.fundingPayments.append(
        FundingPaymentRecord(
          id: row.text("billId"), symbol: symbol, venueSymbol: row.text("instId"),
          amount: Money(change.value), currency: row.text("ccy"), time: time))
    } else if row.text("type") == "1" {
      decoded.transfers.append(
        TransferRecord(
          kind: "transfer", id: row.text("billId"), currency: row.text("ccy"),
          amount: Quantity(change.value.magnitude), from: base.wallet(row.text("from")),
          to: base.wallet(row.text("to")), status: .ok, time: time))
    }
    decoded.ledger.append(
      LedgerRecord(
        id: row.text("billId"), type: row.text("type"), currency: row.text("ccy"), amount: change,
        fee: fee.map { FeeRecord(currency: row.text("ccy"), cost: -$0) },
        after: try row.number("bal"), symbol: symbol,
        reference: row.text(anyOf: "ordId", "tradeId"),
        time: time))
  }

  private func key(_ row: WireRow) -> KeyRecord {
    let words = (row.text("perm") ?? "").split(separator: ",").map { String($0).trimmingSpaces }
    return KeyRecord(
      canRead: words.contains("read_only"), canTrade: words.contains("trade"),
      canWithdraw: words.contains("withdraw"), canTransfer: nil,
      isAddressBound: row.text("ip") != nil)
  }
}
