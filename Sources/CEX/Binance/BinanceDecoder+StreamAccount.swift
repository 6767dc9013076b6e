import FixedPoint
import JSON
import TradingModel

extension BinanceDecoder {
  /// `outboundAccountPosition`: the balances that may have changed.
  func readBalances(_ row: WireRow, into decoded: inout Decoded) throws(WireFailure) {
    let time = try row.time("u", "E")
    for balance in try row.requiredRows("B") {
      decoded.balances.append(
        BalanceRecord(
          wallet: wallet, currency: try balance.requiredText("a"), free: try balance.required("f"),
          used: try balance.required("l"), total: nil, time: time))
    }
    decoded.isList = true
  }

  /// `ACCOUNT_UPDATE`: wallet balances and positions that changed, and why.
  func readAccountUpdate(_ row: WireRow, into decoded: inout Decoded) throws(WireFailure) {
    guard let update = row.row("a") else { throw .malformed("a is missing") }
    let time = try row.time("T", "E")
    let cause = update.text("m")
    for balance in try update.rows("B") ?? [] {
      let currency = try balance.requiredText("a")
      decoded.balances.append(
        BalanceRecord(
          wallet: wallet, currency: currency, free: nil, used: nil,
          total: try balance.required("wb"), time: time))
      guard let change: Quantity = try balance.nonZero("bc") else { continue }
      if cause == "FUNDING_FEE" {
        let changed = try update.rows("P")?.first?.text("s")
        let symbol = update.text("S") ?? changed
        decoded.fundingPayments.append(
          FundingPaymentRecord(
            symbol: base.symbols.unified(symbol), venueSymbol: symbol,
            amount: Money(change.value), currency: currency, time: time))
      } else {
        decoded.balanceChanges.append(
          BalanceChangeRecord(
            wallet: wallet, currency: currency, change: change, cause: cause, time: time))
      }
    }
    for part in try update.rows("P") ?? [] {
      decoded.positions.append(try streamPosition(part, time))
    }
    decoded.isList = true
  }

  private func streamPosition(_ row: WireRow, _ time: Timestamp?) throws(WireFailure)
    -> PositionRecord
  {
    let amount: Quantity = try row.required("pa")
    var position = PositionRecord(venueSymbol: try row.requiredText("s"))
    position.symbol = base.symbols.unified(position.venueSymbol)
    position.contracts = Quantity(amount.value.magnitude)
    position.contractSize = Quantity(1)
    position.amount = position.contracts
    let side = row.text("ps")
    position.hedged = side.map { $0 != "BOTH" }
    position.side = amount.isZero ? nil : amount.isPositive ? "long" : "short"
    position.entryPrice = try row.positive("ep")
    position.breakEvenPrice = try row.nonZero("bep")
    position.unrealizedPnL = try row.number("up")
    position.realizedPnL = try row.number("cr")
    position.marginMode = Self.marginMode(row.text("mt"))
    position.isolatedMargin = try row.nonZero("iw")
    position.time = time
    return position
  }

  /// `ACCOUNT_CONFIG_UPDATE`: a new leverage, or multi-asset mode.
  func readConfiguration(_ row: WireRow, into decoded: inout Decoded) throws(WireFailure) {
    if let change = row.row("ac") {
      decoded.settings.append(
        SettingRecord(
          symbol: base.symbols.unified(change.text("s")), leverage: try change.required("l"),
          time: try row.time("T")))
    } else {
      decoded.events.append(EventRecord(kind: "ignored", subject: "ACCOUNT_CONFIG_UPDATE"))
    }
  }
}
